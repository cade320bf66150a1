using NodaTime;
using RetentionApi.Domain.Relationships;
using RetentionApi.Platform.Explanations;

namespace RetentionApi.Relationships;

/// <summary>Where a customer stands, and why.</summary>
/// <param name="AsOf">The instant that is spoken of.</param>
/// <param name="Level">What is shown: the earned level, or the override's. Null with `withheld`.</param>
/// <param name="Since">Since when the earned level is what it is; null: from the first contact.</param>
/// <param name="Rungs">From the first to the fifth.</param>
/// <param name="Lapse">The level no longer holds by itself.</param>
/// <param name="NextStep">The one thing that would raise the customer, or keep them.</param>
/// <param name="History">Every recorded change of the earned level, newest first.</param>
/// <param name="Recheck">For a past instant: what was on record then, and what was learnt since.</param>
/// <param name="Withheld">`objection`: the customer objected to profiling, so nothing is derived.</param>
internal sealed record RelationshipView(
    Guid CustomerId,
    Instant AsOf,
    Level? Level,
    Level? EarnedLevel,
    Instant? Since,
    IReadOnlyList<RungView> Rungs,
    LapseView? Lapse,
    OverrideView? Override,
    NextStepView? NextStep,
    IReadOnlyList<TransitionView> History,
    RecheckView? Recheck,
    int? PolicyVersion,
    string? Withheld)
{
    public static RelationshipView WithheldFrom(Guid customerId, Instant asOf) =>
        new(customerId, asOf, null, null, null, [], null, null, null, [], null, null, WithheldBecause.Objection);
}

/// <param name="State">`notYet` is nobody's fault and bars nothing; `unmet` bars this rung and those above.</param>
/// <param name="Until">When this state ends by time alone; null: never.</param>
/// <param name="Evidence">What speaks for and against it, the newest five.</param>
internal sealed record RungView(Level Level, RungState State, ExplanationView Because, Instant? Until, IReadOnlyList<EvidenceView> Evidence);

/// <param name="Source">The fact or duty it comes from, like `followUp:…` or `order:…`.</param>
internal sealed record EvidenceView(EvidenceKind Kind, bool IsPositive, Instant OccurredAt, string Source, ExplanationView What);

/// <param name="Since">When the level stopped to hold.</param>
/// <param name="FallsAt">When it falls unless something is done; null: time alone puts it right.</param>
internal sealed record LapseView(Instant Since, Instant? FallsAt, Level? FallsTo, ExplanationView Because);

/// <summary>A manager's word that is shown instead of the earned level until it ends by itself.</summary>
/// <param name="SetBy">The person, or the key, that said so.</param>
internal sealed record OverrideView(Guid Id, Guid CustomerId, Level Level, string Reason, Instant From, Instant Until, Guid SetBy)
{
    public static OverrideView Of(Guid customerId, LevelOverride o) => new(o.Id, customerId, o.Level, o.Reason, o.ValidFrom, o.ValidUntil, o.SetBy);
}

/// <param name="Source">The duty or fact to act on; null: it has still to come.</param>
internal sealed record NextStepView(ExplanationView What, string? Source);

internal sealed record TransitionView(Instant At, Level From, Level To, ExplanationView Because, int PolicyVersion, Instant RecordedAt);

/// <summary>What was on record at an instant, beside what the policy of that time makes of it.</summary>
/// <param name="Recomputed">By what was known then.</param>
/// <param name="IsReproduced">What was known then gives what was recorded.</param>
/// <param name="Today">By what is known today.</param>
/// <param name="Agrees">What is known today gives what was recorded.</param>
/// <param name="Later">What was learnt afterwards; where the two differ, the cause is among it.</param>
/// <param name="PolicyVersion">Of the policy that was in effect then.</param>
internal sealed record RecheckView(
    Level Recorded, Level Recomputed, bool IsReproduced, Level Today, bool Agrees, IReadOnlyList<LaterFact> Later, int PolicyVersion);

internal static class WithheldBecause
{
    public const string Objection = "objection";
}
