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
        var rows = new FactRows
        {
            Customers = await results.FirstAsync(ReadCustomer),
            ContactPoints = await results.NextAsync(r => r.GetGuid(0), ReadContactPoint),
            Orders = await results.NextAsync(r => r.GetGuid(0), ReadOrder),
            Lines = await results.NextAsync(r => r.GetGuid(0), r => new OrderLine(r.GetGuid(1), r.GetInt32(2), r.ValueOrNull<Guid>(3), r.GetDecimal(4), r.GetDecimal(5), r.TextOrNull(6))),
            Deliveries = await results.NextAsync(r => r.GetGuid(0), r => new Delivery(
                r.GetGuid(1), r.IsDBNull(2) ? null : r.GetFieldValue<int[]>(2), r.ValueOrNull<Instant>(3), r.ValueOrNull<Instant>(4), r.ValueOrNull<Instant>(5))),
            Returns = await results.NextAsync(r => r.GetGuid(0), ReadReturn),
            Interactions = await results.NextAsync(r => r.GetGuid(0), ReadInteraction),
            Visits = await results.NextAsync(r => r.GetGuid(0), ReadVisit),
            Products = (await results.NextAsync(ReadProduct)).ToDictionary(p => p.Id),
            FollowUps = (await results.NextAsync(FollowUpRows.Read)).ToLookup(f => f.CustomerId),
            Evidence = Standing(await results.NextAsync(r => (Row: ReadEvidence(r), Withdraws: r.ValueOrNull<Guid>(11)))).ToLookup(e => e.CustomerId),
            Overrides = await results.NextAsync(r => r.GetGuid(0), r => new LevelOverride(
                r.GetGuid(1), (Level)r.GetInt16(2), r.GetString(3), r.GetFieldValue<Instant>(4), r.GetFieldValue<Instant>(5), r.GetGuid(6))),
            Transitions = await results.NextAsync(r => r.GetGuid(0), r => (r.GetFieldValue<Instant>(1), (Level)r.GetInt16(2))),
            Referrals = await results.NextAsync(r => r.GetGuid(0), ReferralFacts.Read),
            Interests = await results.NextAsync(r => r.GetGuid(0), InterestFacts.Read),
            Advice = await results.NextAsync(r => r.GetGuid(0), AdviceFacts.Read),
            SurveyResponses = await results.NextAsync(r => r.GetGuid(0), SurveyFacts.Read),
            Suggestions = await results.NextAsync(r => r.GetGuid(0), SuggestionFacts.Read),
            Cases = (await results.NextAsync(CaseFacts.Read)).ToLookup(c => c.CustomerId),
            Promises = (await results.NextAsync(PromiseFacts.Read)).ToLookup(p => p.CustomerId),
            BatchAlerts = await results.NextAsync(BatchAlertFacts.Read),
            Defections = (await results.NextAsync(DefectionFacts.Read)).ToLookup(d => d.CustomerId),
        };
        return rows.ByPerson(merchantId);
    }

    private static FactCustomer ReadCustomer(NpgsqlDataReader row) => new(
        row.GetGuid(0), row.GetGuid(1), row.GetFieldValue<Instant>(2), row.GetFieldValue<Instant>(3), row.ValueOrNull<Instant>(4), row.GetBoolean(5), row.GetBoolean(6), row.GetBoolean(7),
        row.ValueOrNull<Guid>(8), row.GetBoolean(9), row.TextOrNull(10), (Level?)row.ValueOrNull<short>(11), row.TextOrNull(12), row.Texts(13));

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

    private static Return ReadReturn(NpgsqlDataReader row) => new(
        row.GetGuid(1), row.GetFieldValue<Instant>(2), EnumWords.Parse<ReturnReason>(row.GetString(3)),
        [.. row.GetFieldValue<int[]>(4).Zip(row.GetFieldValue<decimal[]>(5), (number, quantity) => new ReturnedLine(number, quantity))], row.ValueOrNull<decimal>(6));

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

    private static Visit ReadVisit(NpgsqlDataReader row) =>
        new(row.GetFieldValue<LocalDate>(1), row.GetString(2), row.GetInt32(3), row.GetFieldValue<Instant>(4), row.GetFieldValue<Instant>(5), null) { CustomerId = row.GetGuid(0), Id = row.GetGuid(6) };

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
