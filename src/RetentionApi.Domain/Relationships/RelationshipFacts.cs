using NodaTime;
using RetentionApi.Domain.FollowUps;

namespace RetentionApi.Domain.Relationships;

/// <summary>That something happened at one instant, and when we learnt of it.</summary>
public readonly record struct Learnt(Instant At, Instant RecordedAt)
{
    internal bool Counts(Instant asOf, Instant knownAt) => At <= asOf && RecordedAt <= knownAt;
}

/// <summary>What levels need to know of a duty, whatever else it is.</summary>
public sealed record DutyRecord
{
    public required Guid Id { get; init; }

    public required FollowUpKind Kind { get; init; }

    public required Instant CreatedAt { get; init; }

    /// <summary>Null while its clock stands still.</summary>
    public required Instant? Deadline { get; init; }

    /// <summary>An enquiry of the customer is waiting for it: every <c>answer</c>, and a <c>bestValue</c> that an enquiry asked for.</summary>
    public bool IsEnquiry { get; init; }

    /// <summary>When it ended <c>done</c>, in time or late.</summary>
    public Learnt? Done { get; init; }

    public Learnt? Skipped { get; init; }

    /// <summary>From then on it is not owed and counts nowhere.</summary>
    public Learnt? Cancelled { get; init; }

    /// <summary>When the customer answered, which may be after its end.</summary>
    public Learnt? Answered { get; init; }

    public string Source => $"followUp:{Id}";

    internal Instant? EndedAt => (Done ?? Skipped ?? Cancelled)?.At;

    internal bool IsOpen => EndedAt is null;

    /// <summary>Kinds of which every one that came due says whether the merchant looked after a customer.</summary>
    internal bool IsCheck => Kind is FollowUpKind.QualityCheck or FollowUpKind.RegularVisit or FollowUpKind.Warranty;

    internal DutyRecord AsKnown(Instant asOf, Instant knownAt)
    {
        Learnt? Known(Learnt? what) => what?.Counts(asOf, knownAt) == true ? what : null;
        return this with { Done = Known(Done), Skipped = Known(Skipped), Cancelled = Known(Cancelled), Answered = Known(Answered) };
    }
}

/// <summary>What levels need to know of a suggestion: rung 5 needs all three.</summary>
public sealed record SuggestionRecord(Guid Id, Learnt? RepliedInTime, Learnt? Decided, Learnt? Told)
{
    public string Source => $"suggestion:{Id}";

    internal Instant? CompletedAt => RepliedInTime is { } replied && Decided is { } decided && Told is { } told
        ? Instant.Max(replied.At, Instant.Max(decided.At, told.At))
        : null;

    internal SuggestionRecord AsKnown(Instant asOf, Instant knownAt)
    {
        Learnt? Known(Learnt? what) => what?.Counts(asOf, knownAt) == true ? what : null;
        return new(Id, Known(RepliedInTime), Known(Decided), Known(Told));
    }
}

/// <summary>All that one person's level is computed from.</summary>
public sealed record RelationshipFacts
{
    public IReadOnlyCollection<Evidence> Evidence { get; init; } = [];

    public IReadOnlyCollection<DutyRecord> Duties { get; init; } = [];

    public IReadOnlyCollection<SuggestionRecord> Suggestions { get; init; } = [];

    public IReadOnlyCollection<LevelOverride> Overrides { get; init; } = [];

    /// <summary>What had happened by <paramref name="asOf"/>, by what was known at <paramref name="knownAt"/>; in one order whatever the order of arrival.</summary>
    internal RelationshipFacts AsKnown(Instant asOf, Instant knownAt) => this with
    {
        Evidence = [.. Evidence.Where(e => e.Counts(asOf, knownAt)).OrderBy(e => e.OccurredAt).ThenBy(e => e.Id)],
        Duties = [.. Duties.Where(d => d.CreatedAt <= asOf && d.CreatedAt <= knownAt).Select(d => d.AsKnown(asOf, knownAt)).OrderBy(d => d.CreatedAt).ThenBy(d => d.Id)],
        Suggestions = [.. Suggestions.Select(s => s.AsKnown(asOf, knownAt)).OrderBy(s => s.Id)],
    };
}
