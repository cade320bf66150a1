using NodaTime;

namespace RetentionApi.Domain.Merchants;

/// <summary>When duties are due, how long they may take, and how often they may come.</summary>
public sealed record DutyPolicy
{
    /// <summary>No <see cref="MessageCapWindow"/> is longer.</summary>
    public const int LongestCapWindowInDays = 31;

    /// <summary>No <see cref="ClaimLasts"/> is shorter.</summary>
    public const double ShortestClaimInHours = 0.25;

    [Hours(1, 720)]
    public Duration WelcomeWithin { get; init; } = Duration.FromHours(24);

    /// <summary>In business hours.</summary>
    [Hours(0.25, 80)]
    public Duration AnswerWithinBusiness { get; init; } = Duration.FromHours(4);

    [Hours(0.25, 720)]
    public Duration OrderFactsWithin { get; init; } = Duration.FromHours(12);

    /// <summary>What a customer asked to be told is told within this long after it came true.</summary>
    [Hours(1, 336)]
    public Duration NewsWithin { get; init; } = Duration.FromHours(24);

    [Between(0, 90)]
    public int ReplenishDaysBefore { get; init; } = 7;

    [Hours(1, 1440)]
    public Duration ReplenishWithin { get; init; } = Duration.FromDays(7);

    /// <summary>A stock for longer than this is a reseller's, or a mistake: nobody is reminded of it.</summary>
    [Between(30, 3650)]
    public int LongestStockDays { get; init; } = 3 * 365;

    [Days(0, 180)]
    public Duration QualityCheckAfter { get; init; } = Duration.FromDays(7);

    [Days(1, 365)]
    public Duration SecondQualityCheckAfter { get; init; } = Duration.FromDays(30);

    [Hours(1, 1440)]
    public Duration QualityCheckWithin { get; init; } = Duration.FromDays(7);

    /// <summary>A new check starts no sooner than this after the last one ended.</summary>
    [Days(0, 730)]
    public Duration QualityCheckPause { get; init; } = Duration.FromDays(60);

    [Between(1, 20)]
    public int QualityCheckProducts { get; init; } = 5;

    /// <summary>A check asks first after products that the customer has not rated for this long.</summary>
    [Days(0, 1825)]
    public Duration RatingLasts { get; init; } = Duration.FromDays(365);

    /// <summary>From this rating on quality is confirmed, and a second check does not ask again.</summary>
    [Between(2, 5)]
    public int ConfirmingRating { get; init; } = 4;

    /// <summary>Up to this rating a defect is reported.</summary>
    [Between(1, 4)]
    public int DefectRating { get; init; } = 2;

    [Days(7, 1095)]
    public Duration RegularVisitAfter { get; init; } = Duration.FromDays(180);

    [Days(1, 90)]
    public Duration RegularVisitWithin { get; init; } = Duration.FromDays(14);

    /// <summary>Visited is who ordered within this long.</summary>
    [Days(7, 1825)]
    public Duration RegularVisitOrderWindow { get; init; } = Duration.FromDays(365);

    [Between(1, 365)]
    public int WarrantyDaysBefore { get; init; } = 30;

    [Days(1, 90)]
    public Duration WarrantyWithin { get; init; } = Duration.FromDays(21);

    /// <summary>In business days.</summary>
    [Between(1, 60)]
    public int RepairWithinBusinessDays { get; init; } = 5;

    /// <summary>In business days.</summary>
    [Between(1, 60)]
    public int RiskReminderWithinBusinessDays { get; init; } = 3;

    [Hours(ShortestClaimInHours, 72, IsReadAtUse = true)]
    public Duration ClaimLasts { get; init; } = Duration.FromHours(4);

    /// <summary>A missed check, visit or message leaves the list after this.</summary>
    [Days(1, 365, IsReadAtUse = true)]
    public Duration MissedStays { get; init; } = Duration.FromDays(30);

    /// <summary>After an answer <c>declined</c>, no more of the kind for this long.</summary>
    [Days(30, 1825)]
    public Duration DeclinedFor { get; init; } = Duration.FromDays(365);

    /// <summary>An enquiry that is older than this when it is imported starts no clock.</summary>
    [Days(0, 90)]
    public Duration ImportedEnquiryWindow { get; init; } = Duration.FromDays(7);

    /// <summary>What came by an import is asked or offered up to this share of the time between due and deadline later, one customer sooner and another later.</summary>
    [Between(0, 0.5)]
    public double ImportSpread { get; init; } = 0.25;

    /// <summary>A purchase within this long after a proactive message shows that it was welcome.</summary>
    [Days(1, 180)]
    public Duration BoughtAfterMessage { get; init; } = Duration.FromDays(14);

    /// <summary>A purchase within this long after advice shows that it was taken.</summary>
    [Days(1, 365)]
    public Duration BoughtAfterAdvice { get; init; } = Duration.FromDays(30);

    [Between(0, 1000, IsReadAtUse = true)]
    public int RemindersPerOwnerPerDay { get; init; } = 10;

    [Between(0, 10000, IsReadAtUse = true)]
    public int UnassignedRemindersPerDay { get; init; } = 50;

    /// <summary>For whose reminder there is no room on a day, it is tried again on so many days in all.</summary>
    [Between(1, 90, IsReadAtUse = true)]
    public int RiskReminderWaitDays { get; init; } = 14;

    /// <summary>How many messages of class survey and marketing together in <see cref="MessageCapWindow"/>.</summary>
    [Between(1, 50, IsReadAtUse = true)]
    public int MessageCap { get; init; } = 3;

    [Days(1, LongestCapWindowInDays, IsReadAtUse = true)]
    public Duration MessageCapWindow { get; init; } = Duration.FromDays(7);
}
