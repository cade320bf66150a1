using NodaTime;
using RetentionApi.Domain.Customers;
using RetentionApi.Domain.FollowUps;
using RetentionApi.Domain.Relationships;

namespace RetentionApi.Domain.Defections;

/// <summary>What is to be written so that the ledger says what the facts say.</summary>
/// <param name="Changed">With the version at which each was read.</param>
/// <param name="Forgotten">Of who objected to profiling: what only a model says of them is kept nowhere.</param>
public sealed record DefectionChanges(IReadOnlyList<(Defection Line, int ReadVersion)> Changed, IReadOnlyList<Guid> Forgotten)
{
    public static readonly DefectionChanges None = new([], []);
}

/// <summary>The ledger's lines of one person, in two parts: duties and evidence rest on who came back, and what is found out of a loss rests on duties and evidence.</summary>
public static class DefectionDerivation
{
    /// <summary>The record with the lines as the orders leave them.</summary>
    public static CustomerRecord Settle(CustomerRecord record, DateTimeZone zone) => record with
    {
        Defections = DefectionLedger.Settle([.. record.Defections.Where(l => l.IsTold || !record.HasObjectedToProfiling)], record.Orders, record.CustomerId, zone),
    };

    /// <param name="stored">The lines as they were read.</param>
    /// <param name="record">After <see cref="Settle"/>.</param>
    public static DefectionChanges Changes(
        IReadOnlyList<Defection> stored, CustomerRecord record, IReadOnlyList<FollowUp> followUps, IReadOnlyList<Evidence> evidence, DutyRules rules, Instant now)
    {
        if (stored.Count == 0)
            return DefectionChanges.None;
        var before = stored.ToDictionary(l => l.Id);
        var lines = record.Defections.Select(l => l.Stands && l.LookedIntoAt is null ? LookInto(l, record, followUps, evidence, rules, now) : l).ToList();
        return new DefectionChanges(
            [.. lines.Where(l => l.Version != before[l.Id].Version).Select(l => (l, before[l.Id].Version))],
            [.. before.Keys.Except(lines.Select(l => l.Id))]);
    }

    /// <summary>Once: what was owed on that day and what spoke of a cause is kept as it was found.</summary>
    private static Defection LookInto(
        Defection line, CustomerRecord record, IReadOnlyList<FollowUp> followUps, IReadOnlyList<Evidence> evidence, DutyRules rules, Instant now)
    {
        var inquiry = new LossInquiry(record, followUps, evidence, line.LostAt(rules.Calendar.Zone), rules.Policy.Losses);
        var looked = line with { OwedThen = inquiry.OwedThen(), LookedIntoAt = now, Version = line.Version + 1 };
        return line.Known is CauseKnowledge.Unknown && inquiry.Cause() is var (cause, because)
            ? looked with { Cause = cause, Known = CauseKnowledge.Inferred, Reason = because }
            : looked;
    }
}
