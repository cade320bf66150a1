using NodaTime;
using Npgsql;
using RetentionApi.Batches;
using RetentionApi.Cases;
using RetentionApi.Catalog;
using RetentionApi.Cooperation;
using RetentionApi.Defections;
using RetentionApi.Domain.Catalog;
using RetentionApi.Domain.Customers;
using RetentionApi.Domain.FollowUps;
using RetentionApi.Domain.Interactions;
using RetentionApi.Domain.Orders;
using RetentionApi.Domain.Relationships;
using RetentionApi.FollowUps;
using RetentionApi.Interests;
using RetentionApi.Platform.Persistence;
using RetentionApi.Promises;
using RetentionApi.Referrals;
using RetentionApi.Suggestions;
using RetentionApi.Surveys;

namespace RetentionApi.Relationships;

/// <summary>Reads the facts of many persons in one round trip; a merged customer's facts are read as their survivor's.</summary>
internal static class CustomerFactReads
{
    private static readonly string[] Statements =
    [
        CustomerFactStatements.Customers, CustomerFactStatements.ContactPoints, CustomerFactStatements.Orders, CustomerFactStatements.Lines, CustomerFactStatements.Deliveries,
        CustomerFactStatements.Returns, CustomerFactStatements.Interactions, CustomerFactStatements.Visits, CustomerFactStatements.Products, CustomerFactStatements.FollowUps,
        CustomerFactStatements.EvidenceRows, CustomerFactStatements.Overrides, CustomerFactStatements.Transitions, ReferralFacts.Statement,
        InterestFacts.Statement, AdviceFacts.Statement, SurveyFacts.Statement, SuggestionFacts.Statement, CaseFacts.Statement, PromiseFacts.Statement, BatchAlertFacts.Statement,
        DefectionFacts.Statement,
    ];

    /// <param name="customerIds">Any ids of the persons meant.</param>
    public static void Add(NpgsqlBatch batch, Guid merchantId, Guid[] customerIds)
    {
        foreach (var statement in Statements)
            batch.Add(statement, merchantId, customerIds);
    }

    /// <summary>From the reader at the first result of <see cref="Add"/>.</summary>
    public static async Task<List<CustomerFacts>> ReadAsync(NpgsqlDataReader reader, Guid merchantId, CancellationToken cancellationToken)
    {
        var results = new ResultSets(reader, cancellationToken);
        var customers = await results.FirstAsync(r => (Person: r.GetGuid(0), Id: r.GetGuid(1), FirstContactAt: r.GetFieldValue<Instant>(2), RecordedAt: r.GetFieldValue<Instant>(3),
            ImportedAt: r.ValueOrNull<Instant>(4), IsRestricted: r.GetBoolean(5), Profiling: r.GetBoolean(6), Marketing: r.GetBoolean(7), OwnerId: r.ValueOrNull<Guid>(8), HasPreferences: r.GetBoolean(9),
            Language: r.TextOrNull(10), Level: (Level?)r.ValueOrNull<short>(11), RiskBand: r.TextOrNull(12), Tags: r.Texts(13)));
        var points = await results.NextAsync(r => r.GetGuid(0), ReadContactPoint);
        var orders = await results.NextAsync(r => r.GetGuid(0), ReadOrder);
        var lines = await results.NextAsync(r => r.GetGuid(0), r => new OrderLine(
            r.GetGuid(1), r.GetInt32(2), r.ValueOrNull<Guid>(3), r.GetDecimal(4), r.GetDecimal(5), r.TextOrNull(6)));
        var deliveries = await results.NextAsync(r => r.GetGuid(0), r => new Delivery(
            r.GetGuid(1), r.IsDBNull(2) ? null : r.GetFieldValue<int[]>(2), r.ValueOrNull<Instant>(3), r.ValueOrNull<Instant>(4), r.ValueOrNull<Instant>(5)));
        var returns = await results.NextAsync(r => r.GetGuid(0), r => new Return(
            r.GetGuid(1), r.GetFieldValue<Instant>(2), EnumWords.Parse<ReturnReason>(r.GetString(3)),
            [.. r.GetFieldValue<int[]>(4).Zip(r.GetFieldValue<decimal[]>(5), (number, quantity) => new ReturnedLine(number, quantity))], r.ValueOrNull<decimal>(6)));
        var interactions = await results.NextAsync(r => r.GetGuid(0), ReadInteraction);
        var visits = await results.NextAsync(r => r.GetGuid(0), r => new Visit(
            r.GetFieldValue<LocalDate>(1), r.GetString(2), r.GetInt32(3), r.GetFieldValue<Instant>(4), r.GetFieldValue<Instant>(5), null)
        { CustomerId = r.GetGuid(0), Id = r.GetGuid(6) });
        var products = (await results.NextAsync(ReadProduct)).ToDictionary(p => p.Id);
        var followUps = (await results.NextAsync(FollowUpRows.Read)).ToLookup(f => f.CustomerId);
        var evidence = Standing(await results.NextAsync(r => (Row: ReadEvidence(r), Withdraws: r.ValueOrNull<Guid>(11)))).ToLookup(e => e.CustomerId);
        var overrides = await results.NextAsync(r => r.GetGuid(0), r => new LevelOverride(
            r.GetGuid(1), (Level)r.GetInt16(2), r.GetString(3), r.GetFieldValue<Instant>(4), r.GetFieldValue<Instant>(5), r.GetGuid(6)));
        var transitions = await results.NextAsync(r => r.GetGuid(0), r => (r.GetFieldValue<Instant>(1), (Level)r.GetInt16(2)));
        var referrals = await results.NextAsync(r => r.GetGuid(0), ReferralFacts.Read);
        var interests = await results.NextAsync(r => r.GetGuid(0), InterestFacts.Read);
        var advice = await results.NextAsync(r => r.GetGuid(0), AdviceFacts.Read);
        var responses = await results.NextAsync(r => r.GetGuid(0), SurveyFacts.Read);
        var suggestions = await results.NextAsync(r => r.GetGuid(0), SuggestionFacts.Read);
        var cases = (await results.NextAsync(CaseFacts.Read)).ToLookup(c => c.CustomerId);
        var promises = (await results.NextAsync(PromiseFacts.Read)).ToLookup(p => p.CustomerId);
        var alerts = await results.NextAsync(BatchAlertFacts.Read);
        var defections = (await results.NextAsync(DefectionFacts.Read)).ToLookup(d => d.CustomerId);

        return [.. customers.GroupBy(c => c.Person).Select(person =>
        {
            var survivor = person.Single(c => c.Id == person.Key);
            IReadOnlyList<T> Of<T>(ILookup<Guid, T> told) => [.. person.SelectMany(c => told[c.Id])];
            var record = new CustomerRecord
            {
                MerchantId = merchantId,
                CustomerId = person.Key,
                FirstContactAt = person.Min(c => c.FirstContactAt),
                RecordedAt = person.Min(c => c.RecordedAt),
                ImportedAt = survivor.ImportedAt,
                IsRestricted = person.Any(c => c.IsRestricted),
                HasObjectedToProfiling = person.Any(c => c.Profiling),
                HasObjectedToMarketing = person.Any(c => c.Marketing),
                OwnerId = survivor.OwnerId,
                HasPreferences = person.Any(c => c.HasPreferences),
                Language = survivor.Language,
                KnownLevel = survivor.Level,
                KnownRiskBand = survivor.RiskBand,
                Tags = [.. person.SelectMany(c => c.Tags).Distinct()],
                ContactPoints = [.. points[person.Key]],
                Orders = [.. Of(orders).Select(o => o with { Lines = [.. lines[o.Id]], Deliveries = [.. deliveries[o.Id]], Returns = [.. returns[o.Id]] })],
                Interactions = Of(interactions),
                Visits = Of(visits),
                Interests = Of(interests),
                Advice = Of(advice),
                SurveyResponses = Of(responses),
                Suggestions = Of(suggestions),
                Cases = Of(cases),
                Promises = Of(promises),
                BatchAlerts = alerts,
                Defections = Of(defections),
                Products = products,
                Referrals = [.. person.SelectMany(c => referrals[c.Id].Where(r => r.ReferrerId == c.Id && !person.Any(m => m.Id == r.ReferredId)))],
                ReferredBy = [.. person.SelectMany(c => referrals[c.Id].Where(r => r.ReferredId == c.Id))],
            };
            return new CustomerFacts([.. person.Select(c => c.Id)], record, Of(followUps), Of(evidence), Of(overrides),
                transitions.Contains(person.Key) ? transitions[person.Key].First() : null);
        })];
    }

    /// <summary>A row of <see cref="CustomerFactStatements.ContactPoints"/>; the person is its first column.</summary>
    public static ContactPoint ReadContactPoint(NpgsqlDataReader row) =>
        new(EnumWords.Parse<ContactChannel>(row.GetString(1)), row.GetString(2), row.ValueOrNull<bool>(3), row.ValueOrNull<bool>(4), row.ValueOrNull<Instant>(5));

    private static Order ReadOrder(NpgsqlDataReader row) => new()
    {
        Id = row.GetGuid(1),
        CustomerId = row.GetGuid(0),
        Source = row.GetString(2),
        PlacedAt = row.GetFieldValue<Instant>(3),
        Currency = row.GetString(4),
        Status = EnumWords.Parse<OrderStatus>(row.GetString(5)),
        Payment = EnumWords.Parse<PaymentStatus>(row.GetString(6)),
        IsTest = row.GetBoolean(7),
        RecordedAt = row.GetFieldValue<Instant>(8),
        ImportedAt = row.ValueOrNull<Instant>(9),
        PaymentChangedAt = row.ValueOrNull<Instant>(10),
        Total = row.GetDecimal(11),
    };

    private static Interaction ReadInteraction(NpgsqlDataReader row) => new()
    {
        Id = row.GetGuid(1),
        Kind = EnumWords.Parse<InteractionKind>(row.GetString(2)),
        Direction = EnumWords.Parse<Direction>(row.GetString(3)),
        OccurredAt = row.GetFieldValue<Instant>(4),
        RecordedAt = row.GetFieldValue<Instant>(5),
        ImportedAt = row.ValueOrNull<Instant>(6),
        ProductId = row.ValueOrNull<Guid>(7),
        Category = row.TextOrNull(8),
        IsAdviceWanted = row.GetBoolean(9),
        Rating = row.ValueOrNull<int>(10),
        AnsweredAt = row.ValueOrNull<Instant>(11),
        Complaint = row.TextOrNull(12),
        OrderId = row.ValueOrNull<Guid>(13),
        CustomerId = row.GetGuid(0),
    };

    private static Product ReadProduct(NpgsqlDataReader row) => new(
        row.GetGuid(0), row.GetString(1), row.GetString(2), row.TextOrNull(3), row.ValueOrNull<decimal>(4), row.GetBoolean(5), row.GetBoolean(6), row.ValueOrNull<int>(7), row.ValueOrNull<int>(8))
    {
        HasClaims = row.GetBoolean(9),
        Plan = ProductReads.PlanOf(row.ValueOrNull<Duration>(10), row.ValueOrNull<Duration>(11)),
    };

    private static Evidence ReadEvidence(NpgsqlDataReader row) => new()
    {
        Id = row.GetGuid(1),
        CustomerId = row.GetGuid(0),
        Kind = EnumWords.Parse<EvidenceKind>(row.GetString(2)),
        Source = row.GetString(3),
        OccurredAt = row.GetFieldValue<Instant>(4),
        RecordedAt = row.GetFieldValue<Instant>(5),
        Weight = row.GetDouble(6),
        LayerOfBreach = row.WordOrNull<TrustLayer>(7),
        ProductId = row.ValueOrNull<Guid>(8),
        Batch = row.TextOrNull(9),
        OrderId = row.ValueOrNull<Guid>(10),
    };

    /// <summary>Without the withdrawals, each of which marks the row it takes back.</summary>
    private static IEnumerable<Evidence> Standing(List<(Evidence Row, Guid? Withdraws)> rows)
    {
        var withdrawn = rows.Where(r => r.Withdraws is not null).ToDictionary(r => r.Withdraws!.Value, r => r.Row.RecordedAt);
        return rows.Where(r => r.Withdraws is null).Select(r => withdrawn.TryGetValue(r.Row.Id, out var at) ? r.Row with { WithdrawnAt = at } : r.Row);
    }
}
