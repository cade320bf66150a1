using NodaTime;

namespace RetentionApi.Domain.Merchants;

/// <summary>How somebody who is lost is asked to come back, and how far back one looks for why they left.</summary>
public sealed record LossPolicy
{
    [Hours(1, 720)]
    public Duration WinBackWithin { get; init; } = Duration.FromDays(7);

    /// <summary>Who does not answer is asked so long after it why they left …</summary>
    [Days(1, 365)]
    public Duration AskWhyAfter { get; init; } = Duration.FromDays(14);

    /// <summary>… within this long.</summary>
    [Hours(1, 720)]
    public Duration AskWhyWithin { get; init; } = Duration.FromDays(7);

    /// <summary>An order within this long after somebody was asked to come back answers it.</summary>
    [Days(1, 365)]
    public Duration WonBackWithin { get; init; } = Duration.FromDays(60);

    /// <summary>A crossing that the daily job sees later than this after its day is past, and nobody is asked to come back for it.</summary>
    [Between(1, 90, IsReadAtUse = true)]
    public int WatchedWithinDays { get; init; } = 14;

    /// <summary>What went wrong within so long before somebody left may be why.</summary>
    [Days(7, 1095)]
    public Duration CausesWithin { get; init; } = Duration.FromDays(180);

    /// <summary>One of the five values that was rated this or worse may be why.</summary>
    [Between(1, 4)]
    public int PoorRating { get; init; } = 2;
}
