using NodaTime;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.Customers;
using RetentionApi.Domain.FollowUps.Playbooks;

namespace RetentionApi.Domain.FollowUps.Triggers;

/// <summary>Everyone who can be reached is welcomed once, buying or not: from the first contact, or from the day they left a way to be reached.</summary>
internal static class Welcomes
{
    public static void Find(Situation situation)
    {
        var (record, playbook) = (situation.Record, situation.Playbook(PlaybookTrigger.FirstContact));
        if (playbook is null || situation.Existing.Any(f => f is { Kind: FollowUpKind.Welcome, IsStopped: false }))
            return;
        if (playbook.Conditions.HasFlag(OpeningConditions.NotImported) && record.ImportedAt is not null)
            return;
        if (playbook.Conditions.HasFlag(OpeningConditions.HasContactPoint) && record.ContactPoints.Count == 0)
            return;
        if (IsKnownByTestsAlone(record))
            return;

        var reachableSince = record.ContactPoints.Count == 0
            ? record.FirstContactAt
            : record.ContactPoints.Min(p => p.KnownSince ?? record.FirstContactAt);
        situation.Owe(playbook, FactKey.Customer(record.CustomerId), record.CustomerId, Instant.Max(record.FirstContactAt, reachableSince));
    }

    /// <summary>Their first contact was the report of a test order, and nothing but tests came since.</summary>
    private static bool IsKnownByTestsAlone(CustomerRecord record) =>
        record.Orders.Any(o => o.PlacedAt == record.FirstContactAt) && record.Orders.All(o => o.IsTest) && record.Interactions.Count == 0 && record.Visits.Count == 0;
}
