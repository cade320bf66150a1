using RetentionApi.Domain.FollowUps.Playbooks;

namespace RetentionApi.Domain.FollowUps.Triggers;

/// <summary>A reminder that somebody is about to leave is moot once they have ordered.</summary>
internal static class Reminders
{
    public static void Find(Situation situation)
    {
        if (situation.Playbook(PlaybookTrigger.RiskBecameHigh) is not { } playbook || !playbook.Stops.HasFlag(StopConditions.Ordered))
            return;
        foreach (var row in situation.Existing.Where(f => f.Kind is FollowUpKind.RiskReminder && f.IsOpen))
        {
            var hasOrdered = situation.Orders.Any(o => o.CountsAsOrder && o.PlacedAt > row.CreatedAt);
            situation.Keep(row, playbook, kept => kept with { IsStopped = hasOrdered });
        }
    }
}
