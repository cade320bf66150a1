using NodaTime;
using RetentionApi.Domain.Common;

namespace RetentionApi.Domain.Relationships;

/// <summary>One change of the earned level, with its evidence or its unmet requirement.</summary>
public sealed record Transition(Instant At, Level From, Level To, Explanation Because, int PolicyVersion);

/// <summary>The level no longer holds by itself.</summary>
/// <param name="Since">When it stopped to hold; a fall comes the policy's protection after it.</param>
/// <param name="FallsAt">When it falls if nothing happens; null where time alone puts it right before.</param>
/// <param name="Because">The requirement that is not met.</param>
public sealed record Lapse(Instant Since, Instant? FallsAt, Level? FallsTo, Explanation Because);

/// <summary>What would raise the customer, or keep them, next.</summary>
/// <param name="Source">The duty or fact to act on; null: it has still to come.</param>
public sealed record NextStep(Explanation What, string? Source);

/// <summary>Where a customer stands at an instant, by what was known at another, and why.</summary>
public sealed record Assessment
{
    public required Instant AsOf { get; init; }

    /// <summary>What is shown: the earned level, or the override's.</summary>
    public required Level Level { get; init; }

    public required Level EarnedLevel { get; init; }

    /// <summary>What the rungs make of it at this instant, without the protection of the last weeks.</summary>
    public required Level RawLevel { get; init; }

    public required LevelOverride? Override { get; init; }

    /// <summary>Since when the earned level is what it is; null: from the first contact.</summary>
    public required Instant? Since { get; init; }

    /// <summary>From the first to the fifth.</summary>
    public required IReadOnlyList<Rung> Rungs { get; init; }

    public required Lapse? Lapse { get; init; }

    /// <summary>Every change of the earned level up to <see cref="AsOf"/>, oldest first.</summary>
    public required IReadOnlyList<Transition> History { get; init; }

    public required NextStep? NextStep { get; init; }

    /// <summary>The next instant at which a rung, the level or the override changes by time alone; null: never.</summary>
    public required Instant? NextChangeAt { get; init; }

    public required int PolicyVersion { get; init; }

    public bool IsLapsing => Lapse is not null;
}
