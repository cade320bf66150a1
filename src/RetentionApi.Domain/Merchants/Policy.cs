using NodaTime;

namespace RetentionApi.Domain.Merchants;

/// <summary>Every number that a merchant can change, with the defaults of the product; immutable, cited by version in each decision.</summary>
public sealed record Policy
{
    public static readonly Policy Default = new();

    public int Version { get; init; } = 1;

    /// <summary>A line without a reported delivery is taken as delivered this many days after its order was placed.</summary>
    public int AssumedDeliveryDays { get; init; } = 5;

    /// <summary>The same for orders whose source is <c>pos</c>: the customer carried it home.</summary>
    public int AssumedDeliveryDaysAtPointOfSale { get; init; }

    /// <summary>How long the highest level of late protects from a fall.</summary>
    public Duration FallAfter { get; init; } = Duration.FromDays(30);

    /// <summary>How long an answered enquiry keeps rung 2.</summary>
    public Duration ProactiveWindow { get; init; } = Duration.FromDays(180);

    /// <summary>How long taken advice, an answered check, a decided suggestion keep rungs 3, 4 and 5.</summary>
    public Duration RungWindow { get; init; } = Duration.FromDays(365);

    /// <summary>How long an unrepaired broken promise bars rung 4.</summary>
    public Duration BrokenPromiseWindow { get; init; } = Duration.FromDays(90);

    /// <summary>Of so many checks, visits and warranty duties that came due last …</summary>
    public int LatestChecks { get; init; } = 5;

    /// <summary>… this many missed bar rung 4.</summary>
    public int MissedChecksThatBar { get; init; } = 2;

    public TrustPolicy Trust { get; init; } = new();

    public DutyPolicy Duties { get; init; } = new();

    public CooperationPolicy Cooperation { get; init; } = new();

    public SurveyPolicy Surveys { get; init; } = new();

    public SuggestionPolicy Suggestions { get; init; } = new();

    public LinkPolicy Links { get; init; } = new();

    public CasePolicy Cases { get; init; } = new();

    public PromisePolicy Promises { get; init; } = new();
}

/// <summary>How value for money is reckoned, what a customer values is learnt, and when advice is offered unasked.</summary>
public sealed record CooperationPolicy
{
    /// <summary>So many answers' worth the category's mean quality weighs for a product: the fewer answers of its own, the closer it stays to the mean.</summary>
    public double MeanWeighsAnswers { get; init; } = 5;

    /// <summary>The mean quality, 0 to 1, of a category that nobody has given an answer about.</summary>
    public double UnknownQuality { get; init; } = 0.5;

    /// <summary>At most so many products are advised …</summary>
    public int MostProducts { get; init; } = 3;

    /// <summary>… and none where there are fewer than this to choose from.</summary>
    public int LeastProducts { get; init; } = 2;

    /// <summary>What is known of a customer's values counts half after so many days.</summary>
    public double ValueHalfLifeDays { get; init; } = 365;

    /// <summary>The five values in the merchant's priority start with 5, 4, 3, 2, 1 parts of this many points in all.</summary>
    public double PriorPoints { get; init; } = 5;

    /// <summary>Below so many points of their own a customer's value profile is the merchant's default.</summary>
    public double LeastPoints { get; init; } = 3;

    /// <summary>Points for chosen advice, by its reason.</summary>
    public double PointsForChoice { get; init; } = 1;

    /// <summary>Points for a complaint, by its topic.</summary>
    public double PointsForComplaint { get; init; } = 1;

    /// <summary>Points for what the customer said outright.</summary>
    public double PointsForWord { get; init; } = 2;

    /// <summary>Visits on two days within so many, to one category and without an order of it, call for advice.</summary>
    public int VisitWindowDays { get; init; } = 14;

    /// <summary>For the same category not again within so many days.</summary>
    public int VisitPauseDays { get; init; } = 30;

    /// <summary>Advice that visits call for is given within this long.</summary>
    public Duration AdviceWithin { get; init; } = Duration.FromHours(24);
}

/// <summary>Half-lives in days of the three layers of trust, and how much is enough to show a number.</summary>
public sealed record TrustPolicy
{
    public double CognitiveHalfLifeDays { get; init; } = 90;

    public double AffectiveHalfLifeDays { get; init; } = 180;

    public double BehaviouralHalfLifeDays { get; init; } = 365;

    /// <summary>Below this certainty the number is withheld: not enough known.</summary>
    public double LeastCertainty { get; init; } = 0.25;

    public double EstablishedTrust { get; init; } = 0.70;

    public double EstablishedCertainty { get; init; } = 0.5;
}

/// <summary>When duties are due, how long they may take, and how often they may come.</summary>
public sealed record DutyPolicy
{
    public Duration WelcomeWithin { get; init; } = Duration.FromHours(24);

    /// <summary>In business hours.</summary>
    public Duration AnswerWithinBusiness { get; init; } = Duration.FromHours(4);

    public Duration OrderFactsWithin { get; init; } = Duration.FromHours(12);

    /// <summary>What a customer asked to be told is told within this long after it came true.</summary>
    public Duration NewsWithin { get; init; } = Duration.FromHours(24);

    public int ReplenishDaysBefore { get; init; } = 7;

    public Duration ReplenishWithin { get; init; } = Duration.FromDays(7);

    public Duration QualityCheckAfter { get; init; } = Duration.FromDays(7);

    public Duration SecondQualityCheckAfter { get; init; } = Duration.FromDays(30);

    public Duration QualityCheckWithin { get; init; } = Duration.FromDays(7);

    /// <summary>A new check starts no sooner than this after the last one ended.</summary>
    public Duration QualityCheckPause { get; init; } = Duration.FromDays(60);

    public int QualityCheckProducts { get; init; } = 5;

    /// <summary>A check asks first after products that the customer has not rated for this long.</summary>
    public Duration RatingLasts { get; init; } = Duration.FromDays(365);

    /// <summary>From this rating on quality is confirmed, and a second check does not ask again.</summary>
    public int ConfirmingRating { get; init; } = 4;

    /// <summary>Up to this rating a defect is reported.</summary>
    public int DefectRating { get; init; } = 2;

    public Duration RegularVisitAfter { get; init; } = Duration.FromDays(180);

    public Duration RegularVisitWithin { get; init; } = Duration.FromDays(14);

    /// <summary>Visited is who ordered within this long.</summary>
    public Duration RegularVisitOrderWindow { get; init; } = Duration.FromDays(365);

    public int WarrantyDaysBefore { get; init; } = 30;

    public Duration WarrantyWithin { get; init; } = Duration.FromDays(21);

    /// <summary>In business days.</summary>
    public int RepairWithinBusinessDays { get; init; } = 5;

    /// <summary>In business days.</summary>
    public int RiskReminderWithinBusinessDays { get; init; } = 3;

    public Duration ClaimLasts { get; init; } = Duration.FromHours(4);

    /// <summary>A missed check, visit or message leaves the list after this.</summary>
    public Duration MissedStays { get; init; } = Duration.FromDays(30);

    /// <summary>After an answer <c>declined</c>, no more of the kind for this long.</summary>
    public Duration DeclinedFor { get; init; } = Duration.FromDays(365);

    /// <summary>An enquiry that is older than this when it is imported starts no clock.</summary>
    public Duration ImportedEnquiryWindow { get; init; } = Duration.FromDays(7);

    /// <summary>A purchase within this long after a proactive message shows that it was welcome.</summary>
    public Duration BoughtAfterMessage { get; init; } = Duration.FromDays(14);

    /// <summary>A purchase within this long after advice shows that it was taken.</summary>
    public Duration BoughtAfterAdvice { get; init; } = Duration.FromDays(30);

    public int RemindersPerOwnerPerDay { get; init; } = 10;

    public int UnassignedRemindersPerDay { get; init; } = 50;

    /// <summary>For whose reminder there is no room on a day, it is tried again on so many days in all.</summary>
    public int RiskReminderWaitDays { get; init; } = 14;

    /// <summary>How many messages of class survey and marketing together in <see cref="MessageCapWindow"/>.</summary>
    public int MessageCap { get; init; } = 3;

    public Duration MessageCapWindow { get; init; } = Duration.FromDays(7);
}

/// <summary>How long each step of a case may take, and what waits while one is open.</summary>
public sealed record CasePolicy
{
    /// <summary>In business hours from receipt, as the next three.</summary>
    public Duration AcknowledgeWithinBusiness { get; init; } = Duration.FromHours(1);

    public Duration InvestigateWithinBusiness { get; init; } = Duration.FromHours(8);

    public Duration ProposeWithinBusiness { get; init; } = Duration.FromHours(16);

    public Duration ResolveWithinBusiness { get; init; } = Duration.FromHours(24);

    /// <summary>After it was resolved the customer is asked within this long whether it is.</summary>
    public Duration RevisitWithin { get; init; } = Duration.FromDays(7);

    /// <summary>Who did not answer is asked once more, no sooner than this after the first try.</summary>
    public Duration SecondTryAfter { get; init; } = Duration.FromDays(7);

    /// <summary>At this share of a step's time its owner is warned.</summary>
    public double WarnAt { get; init; } = 0.8;

    /// <summary>A complaint or bad answer that is told later than this after it happened opens no case by itself.</summary>
    public Duration OpensWithin { get; init; } = Duration.FromDays(7);

    /// <summary>What waits because something is open is looked at again after this.</summary>
    public Duration HoldLasts { get; init; } = Duration.FromDays(1);

    /// <summary>A return that is not refunded holds marketing for at most this long.</summary>
    public Duration ReturnHold { get; init; } = Duration.FromDays(14);
}

/// <summary>When what was promised comes up, and how late a delivery may be.</summary>
public sealed record PromisePolicy
{
    /// <summary>So long before its deadline a promise comes up on the work list.</summary>
    public Duration DueBefore { get; init; } = Duration.FromDays(1);

    /// <summary>A delivery that is later than its promised date by more than this breaks the promise.</summary>
    public Duration LateDelivery { get; init; } = Duration.FromHours(24);
}
