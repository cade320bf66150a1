namespace RetentionApi.Domain.Defections;

/// <summary>Why somebody left: one of the five values, or something that is not the merchant's doing.</summary>
public enum DefectionCause
{
    Price,
    Convenience,
    Quality,
    Relationship,
    Environment,
    NoLongerNeeded,
    Moved,
    Unknown,
}

/// <summary>How a cause is known.</summary>
public enum CauseKnowledge
{
    /// <summary>Nothing on record speaks of one.</summary>
    Unknown,

    /// <summary>What is on record speaks of it.</summary>
    Inferred,

    /// <summary>The customer said it.</summary>
    Told,
}

/// <summary>What the merchant owed when somebody left.</summary>
public enum DebtKind
{
    /// <summary>A duty that was due.</summary>
    OpenDuty,

    /// <summary>A duty past its deadline.</summary>
    MissedDuty,

    /// <summary>A case that was not closed.</summary>
    OpenCase,

    /// <summary>A promise that was broken and not made good.</summary>
    BrokenPromise,
}

/// <param name="Id">Of the duty, the case or the promise.</param>
/// <param name="About">The kind of the duty, the topic of the case.</param>
public sealed record Debt(DebtKind Kind, Guid Id, string? About);

/// <summary>Why a line does not count.</summary>
public enum DefectionWithdrawal
{
    /// <summary>A newer fit says that they were not lost.</summary>
    Refit,

    /// <summary>They had ordered meanwhile, or never bought: orders that were told or cancelled later say so.</summary>
    Orders,

    /// <summary>Another line stands for the same absence: two customers turned out to be one person.</summary>
    SameAbsence,
}
