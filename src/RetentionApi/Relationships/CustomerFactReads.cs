using NodaTime;
using Npgsql;
using RetentionApi.Domain.Catalog;
using RetentionApi.Domain.Customers;
using RetentionApi.Domain.FollowUps;
using RetentionApi.Domain.Interactions;
using RetentionApi.Domain.Orders;
using RetentionApi.Domain.Relationships;
using RetentionApi.FollowUps;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Relationships;

/// <summary>Reads the facts of many persons in one round trip; a merged customer's facts are read as their survivor's.</summary>
internal static class CustomerFactReads
{
    /// <summary>Every customer of the persons asked for: $1 merchant, $2 any of their ids. Repeated in each statement, it costs an index look-up or two a customer.</summary>
    public const string Members = """
        WITH person AS MATERIALIZED (
          SELECT DISTINCT COALESCE(a.person_id, q.id) AS id FROM unnest($2::uuid[]) AS q(id)
          LEFT JOIN customer_aliases a ON a.merchant_id = $1 AND a.customer_id = q.id),
        member AS MATERIALIZED (
          SELECT id AS person_id, id FROM person
          UNION ALL SELECT a.person_id, a.customer_id FROM customer_aliases a JOIN person p ON a.merchant_id = $1 AND a.person_id = p.id)

        """;

    private const string Customers = Members + """
        SELECT m.person_id, c.id, c.first_contact_at, c.created_at, c.imported_at, c.restricted_at IS NOT NULL, c.profiling_objected_at IS NOT NULL,
          c.marketing_objected_at IS NOT NULL, c.owner_id, c.preferences <> '{}'
        FROM member m JOIN customers c ON c.merchant_id = $1 AND c.id = m.id
        """;

    /// <summary>Of consents the newest counts; where merged customers disagree, the refusal.</summary>
    public const string ContactPoints = Members + """
        SELECT m.person_id, p.channel, p.address, allowed.survey, allowed.marketing, p.known_since
        FROM member m JOIN contact_points p ON p.merchant_id = $1 AND p.customer_id = m.id
        CROSS JOIN LATERAL (
          SELECT bool_and(k.is_granted) FILTER (WHERE k.purpose = 'survey') AS survey, bool_and(k.is_granted) FILTER (WHERE k.purpose = 'marketing') AS marketing
          FROM (SELECT DISTINCT ON (c.customer_id, c.purpose) c.purpose, c.is_granted FROM member o JOIN consents c ON c.merchant_id = $1 AND c.customer_id = o.id
                WHERE o.person_id = m.person_id AND c.channel = p.channel ORDER BY c.customer_id, c.purpose, c.occurred_at DESC, c.id DESC) k) allowed
        """;

    private const string Orders = Members + """
        SELECT m.person_id, o.id, o.customer_id, o.source, o.placed_at, o.currency, o.status, o.payment, o.is_test, o.created_at, o.imported_at, o.payment_changed_at, o.total
        FROM member m JOIN orders o ON o.merchant_id = $1 AND o.customer_id = m.id
        """;

    private const string Lines = Members + """
        SELECT o.id, l.id, l.number, l.product_id, l.quantity, l.unit_price, l.batch
        FROM member m JOIN orders o ON o.merchant_id = $1 AND o.customer_id = m.id JOIN order_lines l ON l.merchant_id = $1 AND l.order_id = o.id ORDER BY l.number
        """;

    private const string Deliveries = Members + """
        SELECT o.id, d.id, d.line_numbers, d.promised_at, d.delivered_at
        FROM member m JOIN orders o ON o.merchant_id = $1 AND o.customer_id = m.id JOIN deliveries d ON d.merchant_id = $1 AND d.order_id = o.id
        """;

    private const string Returns = Members + """
        SELECT o.id, r.id, r.returned_at, r.reason, r.line_numbers, r.quantities, r.refund
        FROM member m JOIN orders o ON o.merchant_id = $1 AND o.customer_id = m.id JOIN returns r ON r.merchant_id = $1 AND r.order_id = o.id
        """;

    private const string Interactions = Members + """
        SELECT m.person_id, i.id, i.kind, i.direction, i.occurred_at, i.created_at, i.imported_at, i.product_id, i.category, i.is_advice_wanted, i.rating, i.answered_at, i.customer_id
        FROM member m JOIN interactions i ON i.merchant_id = $1 AND i.customer_id = m.id
        """;

    private const string Visits = Members + """
        SELECT m.person_id, v.day, v.category, v.count, v.first_at, v.last_at FROM member m JOIN visits v ON v.merchant_id = $1 AND v.customer_id = m.id
        """;

    private const string Products = Members + """
        SELECT p.id, p.sku, p.name, p.category, p.price, p.is_returnable, p.facts <> '{}', p.use_up_days, p.warranty_days
        FROM products p WHERE p.merchant_id = $1 AND p.id IN (
          SELECT l.product_id FROM member m JOIN orders o ON o.merchant_id = $1 AND o.customer_id = m.id JOIN order_lines l ON l.merchant_id = $1 AND l.order_id = o.id
          UNION SELECT i.product_id FROM member m JOIN interactions i ON i.merchant_id = $1 AND i.customer_id = m.id)
        """;

    private const string FollowUps = Members + $"""
        SELECT {FollowUpRows.Columns}, m.person_id FROM member m JOIN follow_ups f ON f.merchant_id = $1 AND f.customer_id = m.id
        """;

    private const string EvidenceRows = Members + """
        SELECT m.person_id, e.id, e.customer_id, e.kind, e.source, e.occurred_at, e.recorded_at, e.weight, e.layer_of_breach, e.product_id, e.batch, e.order_id,
          (SELECT w.recorded_at FROM evidence w WHERE w.merchant_id = $1 AND w.withdraws_id = e.id)
        FROM member m JOIN evidence e ON e.merchant_id = $1 AND e.customer_id = m.id AND e.withdraws_id IS NULL
        """;

    private const string Overrides = Members + """
        SELECT m.person_id, o.id, o.level, o.reason, o.valid_from, o.valid_until, o.set_by FROM member m JOIN level_overrides o ON o.merchant_id = $1 AND o.customer_id = m.id
        """;

    private const string Transitions = Members + """
        SELECT p.id, t.occurred_at, t.to_level FROM person p CROSS JOIN LATERAL (
          SELECT t.occurred_at, t.to_level FROM level_transitions t WHERE t.merchant_id = $1 AND t.customer_id = p.id ORDER BY t.occurred_at DESC, t.id DESC LIMIT 1) t
        """;

    private static readonly string[] Statements =
        [Customers, ContactPoints, Orders, Lines, Deliveries, Returns, Interactions, Visits, Products, FollowUps, EvidenceRows, Overrides, Transitions];

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
            ImportedAt: r.ValueOrNull<Instant>(4), IsRestricted: r.GetBoolean(5), Profiling: r.GetBoolean(6), Marketing: r.GetBoolean(7), OwnerId: r.ValueOrNull<Guid>(8), HasPreferences: r.GetBoolean(9)));
        var points = await results.NextAsync(r => r.GetGuid(0), ReadContactPoint);
        var orders = await results.NextAsync(r => r.GetGuid(0), ReadOrder);
        var lines = await results.NextAsync(r => r.GetGuid(0), r => new OrderLine(
            r.GetGuid(1), r.GetInt32(2), r.ValueOrNull<Guid>(3), r.GetDecimal(4), r.GetDecimal(5), r.TextOrNull(6)));
        var deliveries = await results.NextAsync(r => r.GetGuid(0), r => new Delivery(
            r.GetGuid(1), r.IsDBNull(2) ? null : r.GetFieldValue<int[]>(2), r.ValueOrNull<Instant>(3), r.ValueOrNull<Instant>(4)));
        var returns = await results.NextAsync(r => r.GetGuid(0), r => new Return(
            r.GetGuid(1), r.GetFieldValue<Instant>(2), EnumWords.Parse<ReturnReason>(r.GetString(3)),
            [.. r.GetFieldValue<int[]>(4).Zip(r.GetFieldValue<decimal[]>(5), (number, quantity) => new ReturnedLine(number, quantity))], r.ValueOrNull<decimal>(6)));
        var interactions = await results.NextAsync(r => r.GetGuid(0), ReadInteraction);
        var visits = await results.NextAsync(r => r.GetGuid(0), r => new Visit(
            r.GetFieldValue<LocalDate>(1), r.GetString(2), r.GetInt32(3), r.GetFieldValue<Instant>(4), r.GetFieldValue<Instant>(5), null));
        var products = (await results.NextAsync(r => new Product(r.GetGuid(0), r.GetString(1), r.GetString(2), r.TextOrNull(3), r.ValueOrNull<decimal>(4), r.GetBoolean(5),
            r.GetBoolean(6), r.ValueOrNull<int>(7), r.ValueOrNull<int>(8)))).ToDictionary(p => p.Id);
        var followUps = await results.NextAsync(r => r.GetGuid(FollowUpRows.ColumnCount), FollowUpRows.Read);
        var evidence = await results.NextAsync(r => r.GetGuid(0), ReadEvidence);
        var overrides = await results.NextAsync(r => r.GetGuid(0), r => new LevelOverride(
            r.GetGuid(1), (Level)r.GetInt16(2), r.GetString(3), r.GetFieldValue<Instant>(4), r.GetFieldValue<Instant>(5), r.GetGuid(6)));
        var transitions = await results.NextAsync(r => r.GetGuid(0), r => (r.GetFieldValue<Instant>(1), (Level)r.GetInt16(2)));

        return [.. customers.GroupBy(c => c.Person).Select(person =>
        {
            var survivor = person.Single(c => c.Id == person.Key);
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
                ContactPoints = [.. points[person.Key]],
                Orders = [.. orders[person.Key].Select(o => o with { Lines = [.. lines[o.Id]], Deliveries = [.. deliveries[o.Id]], Returns = [.. returns[o.Id]] })],
                Interactions = [.. interactions[person.Key]],
                Visits = [.. visits[person.Key]],
                Products = products,
            };
            return new CustomerFacts([.. person.Select(c => c.Id)], record, [.. followUps[person.Key]], [.. evidence[person.Key]], [.. overrides[person.Key]],
                transitions.Contains(person.Key) ? transitions[person.Key].First() : null);
        })];
    }

    /// <summary>A row of <see cref="ContactPoints"/>; the person is its first column.</summary>
    public static ContactPoint ReadContactPoint(NpgsqlDataReader row) =>
        new(EnumWords.Parse<ContactChannel>(row.GetString(1)), row.GetString(2), row.ValueOrNull<bool>(3), row.ValueOrNull<bool>(4), row.ValueOrNull<Instant>(5));

    private static Order ReadOrder(NpgsqlDataReader row) => new()
    {
        Id = row.GetGuid(1),
        CustomerId = row.GetGuid(2),
        Source = row.GetString(3),
        PlacedAt = row.GetFieldValue<Instant>(4),
        Currency = row.GetString(5),
        Status = EnumWords.Parse<OrderStatus>(row.GetString(6)),
        Payment = EnumWords.Parse<PaymentStatus>(row.GetString(7)),
        IsTest = row.GetBoolean(8),
        RecordedAt = row.GetFieldValue<Instant>(9),
        ImportedAt = row.ValueOrNull<Instant>(10),
        PaymentChangedAt = row.ValueOrNull<Instant>(11),
        Total = row.GetDecimal(12),
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
        CustomerId = row.GetGuid(12),
    };

    private static Evidence ReadEvidence(NpgsqlDataReader row) => new()
    {
        Id = row.GetGuid(1),
        CustomerId = row.GetGuid(2),
        Kind = EnumWords.Parse<EvidenceKind>(row.GetString(3)),
        Source = row.GetString(4),
        OccurredAt = row.GetFieldValue<Instant>(5),
        RecordedAt = row.GetFieldValue<Instant>(6),
        Weight = row.GetDouble(7),
        LayerOfBreach = row.WordOrNull<TrustLayer>(8),
        ProductId = row.ValueOrNull<Guid>(9),
        Batch = row.TextOrNull(10),
        OrderId = row.ValueOrNull<Guid>(11),
        WithdrawnAt = row.ValueOrNull<Instant>(12),
    };
}
