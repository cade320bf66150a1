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

    public RiskPolicy Risk { get; init; } = new();

    public LossPolicy Losses { get; init; } = new();

    /// <summary>What the merchant does otherwise than the product's own playbooks say, by the fact that begins them.</summary>
    public IReadOnlyDictionary<PlaybookTrigger, OwnPlaybook> Playbooks { get; init; } = new Dictionary<PlaybookTrigger, OwnPlaybook>();
}
