using NodaTime;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.Defections;
using RetentionApi.Domain.FollowUps.Playbooks;

namespace RetentionApi.Domain.FollowUps.Triggers;

/// <summary>
/// Who is lost while we watch is asked to come back, once for each loss, and, where no answer came, why they left. Who said that they leave is left in peace,
/// and who told the cause is not asked for it.
/// </summary>
internal static class WinBacks
{
    public static void Find(Situation situation)
    {
        if (situation.Playbook(PlaybookTrigger.RiskBecameLost) is not { } current)
            return;
        foreach (var line in situation.Record.Defections.Where(l => l.WatchedAt is not null))
        {
            var first = situation.Stored(FollowUpKind.WinBack, FactKey.Defection(line.Id), current.Steps[0].Number);
            var playbook = situation.AsOpened(current, first);
            var isOver = line.IsTold || !line.Stands || (line.CameBackOn is not null && playbook.Stops.HasFlag(StopConditions.Ordered));
            Owe(situation, playbook, playbook.Steps[0], line, line.WatchedAt!.Value, isOver);
            if (playbook.Steps.Count > 1)
                Owe(situation, playbook, playbook.Steps[1], line, first?.CompletedAt ?? line.WatchedAt.Value,
                    isOver || first?.Outcome is FollowUpOutcome.Answered or FollowUpOutcome.Declined);
        }
    }

    private static void Owe(Situation situation, Playbook playbook, PlaybookStep step, Defection line, Instant from, bool isOver)
    {
        var due = from + step.After;
        if (step.Within.From(due, situation.Rules.Calendar) is { } deadline)
            situation.Owed.Add(new OwedDuty(playbook, step, FactKey.Defection(line.Id), situation.Record.CustomerId, due, deadline)
            {
                IsClosedToOpening = !line.IsOpen,
                IsStopped = isOver,
                FollowsFacts = step.Number > playbook.Steps[0].Number,
            });
    }
}
