using RetentionApi.Domain.Batches;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.FollowUps.Playbooks;
using RetentionApi.Domain.Orders;

namespace RetentionApi.Domain.FollowUps.Triggers;

/// <summary>
/// Whoever keeps something of a batch that a manager has raised the alarm about is told; who cannot be written to, or does not answer, is called. An order that is
/// reported later, or whose batch is, counts from the day we learn of it: here the past owes something.
/// </summary>
internal static class BatchAlerts
{
    public static void Find(Situation situation)
    {
        if (situation.Record.BatchAlerts.Count == 0 || situation.Playbook(PlaybookTrigger.BatchAlertConfirmed) is not { } playbook)
            return;
        foreach (var alert in situation.Record.BatchAlerts)
        {
            var bought = alert.LinesOf(situation.Record).ToArray();
            if (bought.Length > 0)
                Owe(situation, playbook, alert, bought);
        }
    }

    private static void Owe(Situation situation, Playbook playbook, BatchAlertRecord alert, (Order Order, OrderLine Line)[] bought)
    {
        var cause = FactKey.BatchAlert(alert.Id);
        FollowUp[] stored = [.. playbook.Steps.Select(s => situation.Stored(playbook.Kind, cause, s.Number)).OfType<FollowUp>()];
        var knownAt = stored.Any(f => !f.IsStopped) ? stored.Where(f => !f.IsStopped).Min(f => f.CreatedAt) : situation.Now;
        playbook = situation.AsOpened(playbook, stored.FirstOrDefault());
        Guid[] kept = [.. bought.Where(b => b.Order.KeptQuantity(b.Line) > 0).Select(b => b.Line.Id)];
        var isOver = kept.Length == 0
            || situation.Existing.Any(f => f.Kind == playbook.Kind && f.Cause == cause && f.Outcome is FollowUpOutcome.Answered or FollowUpOutcome.Declined); // whichever of those who were merged
        foreach (var step in playbook.Steps)
        {
            var due = knownAt + step.After;
            if (situation.Stored(playbook.Kind, cause, step.Number) is { IsEnded: true, IsStopped: false } || step.Within.From(due, situation.Rules.Calendar) is not { } deadline)
                continue;
            situation.Owed.Add(new OwedDuty(playbook, step, cause, bought[0].Order.CustomerId ?? situation.Record.CustomerId, due, deadline)
            {
                IsStopped = isOver,
                OrderLineIds = kept.Length == 0 ? null : kept,
            });
        }
    }
}
