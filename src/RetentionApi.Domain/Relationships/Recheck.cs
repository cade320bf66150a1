using NodaTime;

namespace RetentionApi.Domain.Relationships;

public enum LaterFactKind
{
    Arrived,
    Withdrawn,
}

/// <summary>Something about the past that was learnt afterwards.</summary>
public sealed record LaterFact(LaterFactKind Kind, string Source, Instant OccurredAt, Instant RecordedAt)
{
    /// <summary>What was learnt in (<paramref name="first"/>, <paramref name="second"/>] of what had happened by <paramref name="asOf"/>, oldest news first.</summary>
    internal static IReadOnlyList<LaterFact> Between(Instant first, Instant second, RelationshipFacts facts, Instant asOf)
    {
        bool IsNews(Instant recordedAt) => recordedAt > first && recordedAt <= second;

        var rows = facts.Evidence.Where(e => e.OccurredAt <= asOf).ToArray();
        var arrived = rows.Where(e => IsNews(e.RecordedAt) && e.Counts(asOf, second)).Select(e => new LaterFact(LaterFactKind.Arrived, e.Source, e.OccurredAt, e.RecordedAt));
        var withdrawn = rows.Where(e => e.RecordedAt <= first && e.WithdrawnAt is { } at && IsNews(at))
            .Select(e => new LaterFact(LaterFactKind.Withdrawn, e.Source, e.OccurredAt, e.WithdrawnAt!.Value));
        var learnt = facts.Duties.SelectMany(d => new[] { d.Done, d.Skipped, d.Cancelled, d.Answered }.Select(what => (d.Source, What: what)))
            .Concat(facts.Suggestions.SelectMany(s => new[] { s.RepliedInTime, s.Decided, s.Told }.Select(what => (s.Source, What: what))))
            .Where(l => l.What is { } what && what.At <= asOf && IsNews(what.RecordedAt))
            .Select(l => new LaterFact(LaterFactKind.Arrived, l.Source, l.What!.Value.At, l.What.Value.RecordedAt));
        return [.. arrived.Concat(withdrawn).Concat(learnt).Distinct().OrderBy(f => f.RecordedAt).ThenBy(f => f.Source, StringComparer.Ordinal)];
    }
}

/// <summary>A recorded level beside what today's knowledge says of the same instant.</summary>
/// <param name="Later">Everything about that past that was learnt since; where the two levels differ, it holds the cause.</param>
public sealed record Recheck(Level Recorded, Level Today, IReadOnlyList<LaterFact> Later)
{
    public bool Agrees => Recorded == Today;
}
