using NodaTime;
using RetentionApi.Domain.FollowUps.Playbooks;

namespace RetentionApi.Domain.Merchants;

/// <summary>Every number that a merchant can change, with the defaults of the product; immutable, cited by version in each decision.</summary>
/// <remarks>
/// A new number is a property with a default and its range above it; a version that was stored before it reads with the default. A rule between numbers is a line
/// in <see cref="PolicyRules"/>.
/// </remarks>
public sealed record Policy
{
    public static readonly Policy Default = new();

    public int Version { get; init; } = 1;

    /// <summary>A line without a reported delivery is taken as delivered this many days after its order was placed.</summary>
    [Between(0, 60)]
    public int AssumedDeliveryDays { get; init; } = 5;

    /// <summary>The same for orders whose source is <c>pos</c>: the customer carried it home.</summary>
    [Between(0, 60)]
    public int AssumedDeliveryDaysAtPointOfSale { get; init; }

    /// <summary>How long the highest level of late protects from a fall.</summary>
    [Days(1, 365)]
    public Duration FallAfter { get; init; } = Duration.FromDays(30);

    /// <summary>How long an answered enquiry keeps rung 2.</summary>
    [Days(7, 1095)]
    public Duration ProactiveWindow { get; init; } = Duration.FromDays(180);

    /// <summary>How long taken advice, an answered check, a decided suggestion keep rungs 3, 4 and 5.</summary>
    [Days(7, 1095)]
    public Duration RungWindow { get; init; } = Duration.FromDays(365);

    /// <summary>How long an unrepaired broken promise bars rung 4.</summary>
    [Days(1, 1095)]
    public Duration BrokenPromiseWindow { get; init; } = Duration.FromDays(90);

    /// <summary>Of so many checks, visits and warranty duties that came due last …</summary>
    [Between(1, 20)]
    public int LatestChecks { get; init; } = 5;

    /// <summary>… this many missed bar rung 4.</summary>
    [Between(1, 20)]
    public int MissedChecksThatBar { get; init; } = 2;

    /// <summary>A visitor who left no way to be reached and never ordered is removed after this long an absence.</summary>
    [Days(1, 1095, IsReadAtUse = true)]
    public Duration AbsentVisitorsStay { get; init; } = Duration.FromDays(90);

    /// <summary>How long a merge of two customers can be undone.</summary>
    [Days(1, 365, IsReadAtUse = true)]
    public Duration UnmergeWithin { get; init; } = Duration.FromDays(30);

    public TrustPolicy Trust { get; init; } = new();

    public TrustExtendedPolicy TrustExtended { get; init; } = new();

    public ReliabilityPolicy Reliability { get; init; } = new();

    public DutyPolicy Duties { get; init; } = new();

    public CooperationPolicy Cooperation { get; init; } = new();

    public SurveyPolicy Surveys { get; init; } = new();

    public SuggestionPolicy Suggestions { get; init; } = new();

    public LinkPolicy Links { get; init; } = new();

    public CasePolicy Cases { get; init; } = new();

    public PromisePolicy Promises { get; init; } = new();

    public BatchPolicy Batches { get; init; } = new();

    public LossPolicy Losses { get; init; } = new();

    /// <summary>What the merchant does otherwise than the product's own playbooks say, by the fact that begins them.</summary>
    public IReadOnlyDictionary<PlaybookTrigger, OwnPlaybook> Playbooks { get; init; } = new Dictionary<PlaybookTrigger, OwnPlaybook>();
}

/// <summary>How value for money is reckoned, what a customer values is learnt, and when advice is offered unasked.</summary>
public sealed record CooperationPolicy
{
    /// <summary>So many answers' worth the category's mean quality weighs for a product: the fewer answers of its own, the closer it stays to the mean.</summary>
    [Between(0, 100, IsReadAtUse = true)]
    public double MeanWeighsAnswers { get; init; } = 5;

    /// <summary>The mean quality, 0 to 1, of a category that nobody has given an answer about.</summary>
    [Between(0, 1, IsReadAtUse = true)]
    public double UnknownQuality { get; init; } = 0.5;

    /// <summary>At most so many products are advised …</summary>
    [Between(1, 10, IsReadAtUse = true)]
    public int MostProducts { get; init; } = 3;

    /// <summary>… and none where there are fewer than this to choose from.</summary>
    [Between(1, 10, IsReadAtUse = true)]
    public int LeastProducts { get; init; } = 2;

    /// <summary>What is known of a customer's values counts half after so many days.</summary>
    [Between(30, 3650, IsReadAtUse = true)]
    public double ValueHalfLifeDays { get; init; } = 365;

    /// <summary>The five values in the merchant's priority start with 5, 4, 3, 2, 1 parts of this many points in all.</summary>
    [Between(0.1, 100, IsReadAtUse = true)]
    public double PriorPoints { get; init; } = 5;

    /// <summary>Below so many points of their own a customer's value profile is the merchant's default.</summary>
    [Between(0, 100, IsReadAtUse = true)]
    public double LeastPoints { get; init; } = 3;

    /// <summary>Points for chosen advice, by its reason.</summary>
    [Between(0, 20, IsReadAtUse = true)]
    public double PointsForChoice { get; init; } = 1;

    /// <summary>Points for a complaint, by its topic.</summary>
    [Between(0, 20)]
    public double PointsForComplaint { get; init; } = 1;

    /// <summary>Points for what the customer said outright.</summary>
    [Between(0, 20, IsReadAtUse = true)]
    public double PointsForWord { get; init; } = 2;

    /// <summary>Visits on two days within so many, to one category and without an order of it, call for advice.</summary>
    [Between(1, 90)]
    public int VisitWindowDays { get; init; } = 14;

    /// <summary>For the same category not again within so many days.</summary>
    [Between(1, 365)]
    public int VisitPauseDays { get; init; } = 30;

    /// <summary>Advice that visits call for is given within this long.</summary>
    [Hours(1, 336)]
    public Duration AdviceWithin { get; init; } = Duration.FromHours(24);
}

/// <summary>Half-lives in days of the three layers of trust, and how much is enough to show a number.</summary>
public sealed record TrustPolicy
{
    [Between(7, 3650)]
    public double CognitiveHalfLifeDays { get; init; } = 90;

    [Between(7, 3650)]
    public double AffectiveHalfLifeDays { get; init; } = 180;

    [Between(7, 3650)]
    public double BehaviouralHalfLifeDays { get; init; } = 365;

    /// <summary>Below this certainty the number is withheld: not enough known.</summary>
    [Between(0, 0.9)]
    public double LeastCertainty { get; init; } = 0.25;

    [Between(0.5, 0.99)]
    public double EstablishedTrust { get; init; } = 0.70;

    [Between(0, 0.95)]
    public double EstablishedCertainty { get; init; } = 0.5;
}

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

    /// <summary>Who did not answer is asked once more, no sooner than this after the first try.</summary>
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
}
