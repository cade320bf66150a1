using NodaTime;
using RetentionApi.Domain.Batches;
using RetentionApi.Domain.Cases;
using RetentionApi.Domain.Catalog;
using RetentionApi.Domain.Cooperation;
using RetentionApi.Domain.Defections;
using RetentionApi.Domain.FollowUps;
using RetentionApi.Domain.Interactions;
using RetentionApi.Domain.Interests;
using RetentionApi.Domain.Orders;
using RetentionApi.Domain.Promises;
using RetentionApi.Domain.Referrals;
using RetentionApi.Domain.Relationships;
using RetentionApi.Domain.Suggestions;
using RetentionApi.Domain.Surveys;

namespace RetentionApi.Domain.Customers;

/// <summary>A way to reach a customer, with what they allowed on it.</summary>
/// <param name="SurveyConsent">Null: never asked.</param>
/// <param name="MarketingConsent">Null: never asked.</param>
/// <param name="KnownSince">Null: as long as the customer.</param>
public sealed record ContactPoint(ContactChannel Channel, string Address, bool? SurveyConsent, bool? MarketingConsent, Instant? KnownSince = null);

/// <summary>
/// All facts of one person (of all customers merged into one) that duties, evidence, level and trust are derived from.
/// All: a duty or evidence whose fact is not in here is taken for withdrawn.
/// </summary>
public sealed record CustomerRecord
{
    public Guid MerchantId { get; init; }

    /// <summary>The survivor, where customers were merged.</summary>
    public required Guid CustomerId { get; init; }

    public required Instant FirstContactAt { get; init; }

    /// <summary>An order, interaction or visit that was told later may lie before what was told as the first contact. Tests are none.</summary>
    public Instant EarliestContact => Orders.Where(o => !o.IsTest).Select(o => o.PlacedAt)
        .Concat(Interactions.Select(i => i.OccurredAt)).Concat(Visits.Select(v => v.FirstAt)).Append(FirstContactAt).Min();

    /// <summary>When the customer was first stored.</summary>
    public required Instant RecordedAt { get; init; }

    public Instant? ImportedAt { get; init; }

    /// <summary>Stored and shown to admins: no duty, no message, no evidence until lifted.</summary>
    public bool IsRestricted { get; init; }

    public bool HasObjectedToProfiling { get; init; }

    public bool HasObjectedToMarketing { get; init; }

    public Guid? OwnerId { get; init; }

    /// <summary>BCP 47; null: not known.</summary>
    public string? Language { get; init; }

    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Where they stood when they were last derived; only conditions of playbooks look at it.</summary>
    public Level? KnownLevel { get; init; }

    /// <summary>As <see cref="KnownLevel"/>: active, cooling, high or lost; null: none.</summary>
    public string? KnownRiskBand { get; init; }

    /// <summary>They told what they like.</summary>
    public bool HasPreferences { get; init; }

    public IReadOnlyList<ContactPoint> ContactPoints { get; init; } = [];

    public IReadOnlyList<Order> Orders { get; init; } = [];

    public IReadOnlyList<Interaction> Interactions { get; init; } = [];

    public IReadOnlyList<Visit> Visits { get; init; } = [];

    /// <summary>Whom they brought.</summary>
    public IReadOnlyList<Referral> Referrals { get; init; } = [];

    /// <summary>Who brought them; more than one where merged customers were each brought.</summary>
    public IReadOnlyList<Referral> ReferredBy { get; init; } = [];

    /// <summary>What they asked to be told of products; ended ones too.</summary>
    public IReadOnlyList<Interest> Interests { get; init; } = [];

    /// <summary>What they were advised to choose.</summary>
    public IReadOnlyList<AdviceRecord> Advice { get; init; } = [];

    public IReadOnlyList<SurveyResponse> SurveyResponses { get; init; } = [];

    public IReadOnlyList<VoicedSuggestion> Suggestions { get; init; } = [];

    public IReadOnlyList<CaseRecord> Cases { get; init; } = [];

    public IReadOnlyList<Promise> Promises { get; init; } = [];

    /// <summary>The confirmed alerts about batches of products they bought; whether they have that very batch is for their orders to say.</summary>
    public IReadOnlyList<BatchAlertRecord> BatchAlerts { get; init; } = [];

    /// <summary>When they left, and whether they came back.</summary>
    public IReadOnlyList<Defection> Defections { get; init; } = [];

    /// <summary>Every product that an order or interaction above names.</summary>
    public IReadOnlyDictionary<Guid, Product> Products { get; init; } = new Dictionary<Guid, Product>();
}
