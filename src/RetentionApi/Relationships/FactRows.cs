using NodaTime;
using RetentionApi.Domain.Batches;
using RetentionApi.Domain.Cases;
using RetentionApi.Domain.Catalog;
using RetentionApi.Domain.Cooperation;
using RetentionApi.Domain.Customers;
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

namespace RetentionApi.Relationships;

/// <summary>One customer of a person, as their own row has them.</summary>
internal sealed record FactCustomer(
    Guid PersonId, Guid Id, Instant FirstContactAt, Instant RecordedAt, Instant? ImportedAt, bool IsRestricted, bool HasObjectedToProfiling, bool HasObjectedToMarketing, Guid? OwnerId,
    bool HasPreferences, string? Language, Level? Level, string? RiskBand, string[] Tags);

/// <summary>The facts of many persons, by the customer they came in under; lines, deliveries and returns by their order.</summary>
internal sealed class FactRows
{
    public required IReadOnlyList<FactCustomer> Customers { get; init; }

    /// <summary>By person.</summary>
    public required ILookup<Guid, ContactPoint> ContactPoints { get; init; }

    public required ILookup<Guid, Order> Orders { get; init; }

    public required ILookup<Guid, OrderLine> Lines { get; init; }

    public required ILookup<Guid, Delivery> Deliveries { get; init; }

    public required ILookup<Guid, Return> Returns { get; init; }

    public required ILookup<Guid, Interaction> Interactions { get; init; }

    public required ILookup<Guid, Visit> Visits { get; init; }

    public required IReadOnlyDictionary<Guid, Product> Products { get; init; }

    public required ILookup<Guid, FollowUp> FollowUps { get; init; }

    public required ILookup<Guid, Evidence> Evidence { get; init; }

    public required ILookup<Guid, LevelOverride> Overrides { get; init; }

    /// <summary>By person, the newest.</summary>
    public required ILookup<Guid, (Instant At, Level To)> Transitions { get; init; }

    public required ILookup<Guid, Referral> Referrals { get; init; }

    public required ILookup<Guid, Interest> Interests { get; init; }

    public required ILookup<Guid, AdviceRecord> Advice { get; init; }

    public required ILookup<Guid, SurveyResponse> SurveyResponses { get; init; }

    public required ILookup<Guid, VoicedSuggestion> Suggestions { get; init; }

    public required ILookup<Guid, CaseRecord> Cases { get; init; }

    public required ILookup<Guid, Promise> Promises { get; init; }

    public required IReadOnlyList<BatchAlertRecord> BatchAlerts { get; init; }

    public required ILookup<Guid, Defection> Defections { get; init; }

    public List<CustomerFacts> ByPerson(Guid merchantId) => [.. Customers.GroupBy(c => c.PersonId).Select(members => new CustomerFacts(
        [.. members.Select(c => c.Id)], RecordOf(merchantId, members), Of(members, FollowUps), Of(members, Evidence), Of(members, Overrides),
        Transitions.Contains(members.Key) ? Transitions[members.Key].First() : null))];

    private CustomerRecord RecordOf(Guid merchantId, IGrouping<Guid, FactCustomer> members)
    {
        var survivor = members.Single(c => c.Id == members.Key);
        return new CustomerRecord
        {
            MerchantId = merchantId,
            CustomerId = members.Key,
            FirstContactAt = members.Min(c => c.FirstContactAt),
            RecordedAt = members.Min(c => c.RecordedAt),
            ImportedAt = survivor.ImportedAt,
            IsRestricted = members.Any(c => c.IsRestricted),
            HasObjectedToProfiling = members.Any(c => c.HasObjectedToProfiling),
            HasObjectedToMarketing = members.Any(c => c.HasObjectedToMarketing),
            OwnerId = survivor.OwnerId,
            HasPreferences = members.Any(c => c.HasPreferences),
            Language = survivor.Language,
            KnownLevel = survivor.Level,
            KnownRiskBand = survivor.RiskBand,
            Tags = [.. members.SelectMany(c => c.Tags).Distinct()],
            ContactPoints = [.. ContactPoints[members.Key]],
            Orders = [.. Of(members, Orders).Select(o => o with { Lines = [.. Lines[o.Id]], Deliveries = [.. Deliveries[o.Id]], Returns = [.. Returns[o.Id]] })],
            Interactions = Of(members, Interactions),
            Visits = Of(members, Visits),
            Interests = Of(members, Interests),
            Advice = Of(members, Advice),
            SurveyResponses = Of(members, SurveyResponses),
            Suggestions = Of(members, Suggestions),
            Cases = Of(members, Cases),
            Promises = Of(members, Promises),
            BatchAlerts = BatchAlerts,
            Defections = Of(members, Defections),
            Products = Products,
            Referrals = [.. members.SelectMany(c => Referrals[c.Id].Where(r => r.ReferrerId == c.Id && !members.Any(m => m.Id == r.ReferredId)))],
            ReferredBy = [.. members.SelectMany(c => Referrals[c.Id].Where(r => r.ReferredId == c.Id))],
        };
    }

    private static IReadOnlyList<T> Of<T>(IEnumerable<FactCustomer> members, ILookup<Guid, T> told) => [.. members.SelectMany(c => told[c.Id])];
}
