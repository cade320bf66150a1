using NodaTime;
using RetentionApi.Domain.Customers;
using RetentionApi.Domain.Relationships;
using RetentionApi.Domain.Tests.FollowUps;
using static RetentionApi.Domain.Tests.FollowUps.Facts;

namespace RetentionApi.Domain.Tests.Relationships;

/// <summary>What evidence facts leave.</summary>
internal static class Left
{
    /// <summary>A customer who is owed no welcome.</summary>
    public static CustomerRecord Known(params object[] facts) => Customer(facts) with { FirstContactAt = Day(-10) };

    /// <summary>What the facts leave when they are all reported half a day after the last enquiry.</summary>
    public static IEnumerable<(EvidenceKind Kind, Instant At)> Of(params object[] facts) => Said(Ledger.Of(Known(facts), 0.5).Derive(Known(facts), 0.6));

    public static IEnumerable<(EvidenceKind Kind, Instant At)> Said(Ledger ledger) => ledger.Counting.Select(e => (e.Kind, e.OccurredAt));
}
