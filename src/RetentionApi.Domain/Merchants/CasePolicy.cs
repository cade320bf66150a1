using NodaTime;

namespace RetentionApi.Domain.Merchants;

/// <summary>How long each step of a case may take, and what waits while one is open.</summary>
public sealed record CasePolicy
{
    /// <summary>In business hours from receipt, as the next three.</summary>
    [Hours(0.25, 200)]
    public Duration AcknowledgeWithinBusiness { get; init; } = Duration.FromHours(1);

    [Hours(0.25, 400)]
    public Duration InvestigateWithinBusiness { get; init; } = Duration.FromHours(8);

    [Hours(0.25, 400)]
    public Duration ProposeWithinBusiness { get; init; } = Duration.FromHours(16);

    [Hours(0.25, 800)]
    public Duration ResolveWithinBusiness { get; init; } = Duration.FromHours(24);

    /// <summary>After it was resolved the customer is asked within this long whether it is.</summary>
    [Days(1, 60)]
    public Duration RevisitWithin { get; init; } = Duration.FromDays(7);

    /// <summary>Who does not answer is asked so often in all, once or twice; then the case is closed without their word.</summary>
    [Between(1, 2, IsReadAtUse = true)]
    public int RevisitTries { get; init; } = 2;

    /// <summary>The second try comes no sooner than this after the first.</summary>
    [Days(1, 60)]
    public Duration SecondTryAfter { get; init; } = Duration.FromDays(7);

    /// <summary>At this share of a step's time its owner is warned.</summary>
    [Between(0.1, 0.99)]
    public double WarnAt { get; init; } = 0.8;

    /// <summary>A complaint or bad answer that is told later than this after it happened opens no case by itself.</summary>
    [Days(1, 90)]
    public Duration OpensWithin { get; init; } = Duration.FromDays(7);

    /// <summary>What waits because something is open is looked at again after this.</summary>
    [Hours(1, 168, IsReadAtUse = true)]
    public Duration HoldLasts { get; init; } = Duration.FromDays(1);

    /// <summary>A return that is not refunded holds marketing for at most this long.</summary>
    [Days(0, 90, IsReadAtUse = true)]
    public Duration ReturnHold { get; init; } = Duration.FromDays(14);

    /// <summary>An alert about a batch of theirs, to which they have not answered, holds marketing for at most this long.</summary>
    [Days(0, 90, IsReadAtUse = true)]
    public Duration AlertHold { get; init; } = Duration.FromDays(14);
}

/// <summary>When what was promised comes up, and how late a delivery may be.</summary>
public sealed record PromisePolicy
{
    /// <summary>So long before its deadline a promise comes up on the work list.</summary>
    [Hours(0, 336)]
    public Duration DueBefore { get; init; } = Duration.FromDays(1);

    /// <summary>A delivery that is later than its promised date by more than this breaks the promise.</summary>
    [Hours(0, 336)]
    public Duration LateDelivery { get; init; } = Duration.FromHours(24);

    /// <summary>
    /// Switch it off where your storefront sends promised dates and no delivery reports. Then what nobody reports is taken as delivered on its assumed date, which is never late:
    /// its promised date binds you only once its delivery is reported.
    /// </summary>
    [Switch]
    public bool DeliveriesAreReported { get; init; } = true;
}
