using NodaTime;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.FollowUps.Playbooks;
using RetentionApi.Domain.Orders;

namespace RetentionApi.Domain.FollowUps.Triggers;

/// <summary>
/// A buyer who has answered no check for long is visited, if they ordered within a year of it. The date is set ahead, because the passing of time is no fact
/// that would wake the derivation; it moves when the customer answers something meanwhile.
/// </summary>
internal static class RegularVisits
{
    public static void Find(Situation situation)
    {
        if (situation.Playbook(PlaybookTrigger.Silence) is not { } playbook)
            return;
        var visits = situation.Existing.Where(f => f.Kind is FollowUpKind.RegularVisit).ToArray();
        var open = visits.Where(f => !f.IsEnded && f.MissedAt is null).MinBy(f => (f.Deadline, f.Id));
        var orders = situation.Orders.Where(o => o.CountsAsOrder).ToArray();
        playbook = situation.AsOpened(playbook, open);
        if (orders.Length > 0 && DueAt(situation, playbook.Steps[0], orders, visits, open) is { } at)
        {
            var cause = open?.Cause ?? FactKey.Next(FactKey.Customer(situation.Record.CustomerId), visits.Select(f => f.Cause));
            situation.Owe(playbook, cause, situation.Record.CustomerId, at, owed => owed with { ImportedAt = orders[^1].ImportedAt, FollowsFacts = true });
        }
        else if (open is not null)
        {
            situation.Keep(open, playbook, kept => kept with { IsStopped = true });
        }
    }

    /// <returns>The instant from which the silence is counted; null where no visit is ahead.</returns>
    /// <remarks>Normally the last answer or visit, or the first order; where that date passed before we knew (an import), the last order of that time.</remarks>
    private static Instant? DueAt(Situation situation, PlaybookStep step, Order[] orders, FollowUp[] visits, FollowUp? open)
    {
        var knownAt = open?.CreatedAt ?? situation.Now;
        var lastHeard = LastHeard(situation, visits, open) is { } heard ? Instant.Max(heard, orders[0].PlacedAt) : orders[0].PlacedAt;
        var lastOrder = orders.LastOrDefault(o => o.PlacedAt <= knownAt)?.PlacedAt ?? lastHeard;
        return IsAhead(lastHeard) ? lastHeard : lastOrder > lastHeard && IsAhead(lastOrder) ? lastOrder : null;

        bool IsAhead(Instant from)
        {
            var due = from + step.After;
            return step.Within.From(due, situation.Rules.Calendar) > knownAt && orders[^1].PlacedAt >= due - situation.Policy.Duties.RegularVisitOrderWindow;
        }
    }

    /// <summary>When the customer last answered a check or visit, or was visited in vain.</summary>
    private static Instant? LastHeard(Situation situation, FollowUp[] visits, FollowUp? open)
    {
        var answered = situation.Existing
            .Where(f => f.Kind is FollowUpKind.QualityCheck or FollowUpKind.RegularVisit && f.Outcome is FollowUpOutcome.Answered)
            .Select(f => f.AnsweredAt);
        var visited = visits
            .Where(f => f != open && f.Cancellation is not (CancellationCause.Merged or CancellationCause.Stopped))
            .Select(f => f.EndedAt ?? f.MissedAt);
        return answered.Concat(visited).Max();
    }
}
