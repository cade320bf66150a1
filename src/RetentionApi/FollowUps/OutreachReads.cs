using System.Text.Json;
using NodaTime;
using Npgsql;
using RetentionApi.Customers;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.Customers;
using RetentionApi.Domain.FollowUps;
using RetentionApi.Domain.Merchants;
using RetentionApi.Interests;
using RetentionApi.Merchants;
using RetentionApi.Messaging.Templates;
using RetentionApi.Platform.Json;
using RetentionApi.Platform.Persistence;
using RetentionApi.Relationships;

namespace RetentionApi.FollowUps;

/// <summary>A person as one who writes to them must know them.</summary>
/// <param name="Record">What they allow and how they are reached; no facts.</param>
/// <param name="Open">What is open between them and the merchant.</param>
/// <param name="SurveysAndMarketing">When such messages were handed over lately; grows with what is handed over now.</param>
internal sealed record Addressee(CustomerRecord Record, string? Name, string? Language, CustomerZone Zone, OpenMatters Open, List<Instant> SurveysAndMarketing);

/// <param name="Facts">By language, what a buyer must know.</param>
/// <param name="Price">Null: unknown, or nothing to speak of here.</param>
internal sealed record ProductWords(Guid ReferredBy, string Name, IReadOnlyDictionary<string, string> Facts, Money? Price = null);

/// <param name="ToBuyers">What they are to do, in a manager's words.</param>
internal sealed record AlertWords(string Batch, string? ToBuyers);

/// <summary>All that the messages of a batch of duties need, in one round trip.</summary>
/// <param name="Products">By the order line, the enquiry or the interest that refers to them; an interest refers to none where it is over, or not true at this moment.</param>
/// <param name="Alerts">Those about batches that the duties speak of, by their ids.</param>
internal sealed record OutreachReads(
    MerchantSettings Settings, IReadOnlyDictionary<Guid, Addressee> Persons, ILookup<Guid, ProductWords> Products, IReadOnlyDictionary<Guid, AlertWords> Alerts,
    MerchantTemplates Templates)
{
    private static readonly string People = CustomerFactStatements.Members + $"""
        SELECT p.id, p.name, p.language, p.time_zone, p.country, p.first_contact_at, bool_or(c.restricted_at IS NOT NULL), bool_or(c.profiling_objected_at IS NOT NULL),
          bool_or(c.marketing_objected_at IS NOT NULL)
        FROM {CustomerFactStatements.Of("customers c", "c.id")} {CustomerFactStatements.OfEach("customers p", "p.id", "m.person_id")}
        GROUP BY p.id, p.name, p.language, p.time_zone, p.country, p.first_contact_at
        """;

    private static readonly string HandedOver = CustomerFactStatements.Members + $"""
        SELECT m.person_id, g.handed_over_at FROM {CustomerFactStatements.Of("messages g", "g.customer_id")}
        WHERE g.handed_over_at > $3 AND g.status = 'handedOver' AND g.class IN ('survey', 'marketing')
        """;

    /// <summary>An alert that one of the merged customers answered is answered by the person; what came back stops it for whose it was.</summary>
    private static readonly string OpenMattersOf = CustomerFactStatements.Members + $"""
        SELECT m.person_id, bool_or(EXISTS (SELECT 1 FROM cases c WHERE c.merchant_id = $1 AND c.customer_id = m.id AND c.status <> 'closed')),
          max((SELECT max(r.returned_at) FROM orders o {CustomerFactStatements.OfEach("returns r", "r.order_id", "o.id")}
               WHERE o.merchant_id = $1 AND o.customer_id = m.id AND r.refund IS NULL AND o.payment <> 'refunded')),
          max((SELECT max(f.created_at) FROM follow_ups f WHERE f.merchant_id = $1 AND f.customer_id = m.id AND f.kind = 'batchAlert' AND f.status <> 'cancelled'
               AND NOT EXISTS (
                 SELECT 1 FROM follow_ups a WHERE a.merchant_id = $1 AND a.customer_id = ANY(ARRAY(SELECT o.id FROM member o WHERE o.person_id = m.person_id)) AND a.kind = 'batchAlert'
                   AND a.cause = f.cause AND (a.outcome IN ('answered', 'declined') OR (a.cancellation = 'stopped' AND a.customer_id = m.id)))))
        FROM member m GROUP BY m.person_id
        """;

    private static readonly string OfLines = CustomerFactStatements.Members + $"""
        SELECT l.id, COALESCE(p.name, l.sku), COALESCE(p.facts, '{"{}"}')::text
        FROM {CustomerFactStatements.Of("orders o", "o.customer_id")} {CustomerFactStatements.OfEach("order_lines l", "l.order_id", "o.id")}
        LEFT JOIN LATERAL (SELECT p.name, p.facts FROM products p WHERE p.merchant_id = $1 AND p.id = l.product_id OFFSET 0) p ON true
        WHERE l.id = ANY($3) ORDER BY o.placed_at, l.number
        """;

    private const string OfEnquiries = """
        SELECT i.id, p.name, p.facts::text FROM interactions i JOIN products p ON p.merchant_id = $1 AND p.id = i.product_id WHERE i.merchant_id = $1 AND i.id = ANY($2)
        """;

    private const string OfInterests = $"""
        SELECT i.id, p.name, p.facts::text, p.price, p.currency
        FROM interests i JOIN products p ON p.merchant_id = $1 AND p.id = i.product_id WHERE i.merchant_id = $1 AND i.id = ANY($2) AND i.ended_at IS NULL AND {InterestWrites.IsTrue}
        """;

    private const string OfAlerts = "SELECT a.id, a.batch, a.to_buyers FROM batch_alerts a WHERE a.merchant_id = $1 AND a.id = ANY($2)";

    /// <summary>No window of a cap reaches further back.</summary>
    public static Instant CapsSince(Instant now) => now - Duration.FromDays(DutyPolicy.LongestCapWindowInDays);

    /// <param name="connection">In the transaction of the claim.</param>
    /// <param name="due">Whose messages are to be written; notices that are no duties come without.</param>
    /// <param name="since">From when on surveys and marketing count; <see cref="CapsSince"/> where no earlier ones are asked for.</param>
    public static async Task<OutreachReads> ReadAsync(
        NpgsqlConnection connection, Guid merchantId, Guid[] personIds, IReadOnlyList<FollowUp> due, Instant since, CancellationToken cancellationToken)
    {
        await using var batch = connection.CreateBatch();
        Add(batch, merchantId, personIds, due, since);
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        var results = new ResultSets(reader, cancellationToken);
        var people = await results.FirstAsync(r => (Record: ReadRecord(r, merchantId), Name: r.TextOrNull(1), Language: r.TextOrNull(2), TimeZone: r.TextOrNull(3), Country: r.TextOrNull(4)));
        var points = await results.NextAsync(r => r.GetGuid(0), CustomerFactReads.ReadContactPoint);
        var handedOver = await results.NextAsync(r => r.GetGuid(0), r => r.GetFieldValue<Instant>(1));
        var open = (await results.NextAsync(r => (Id: r.GetGuid(0), Matters: new OpenMatters(r.GetBoolean(1), r.ValueOrNull<Instant>(2), r.ValueOrNull<Instant>(3))))).ToDictionary(o => o.Id, o => o.Matters);
        var products = (await results.NextAsync(ReadProduct)).Concat(await results.NextAsync(ReadProduct)).Concat(await results.NextAsync(ReadPricedProduct)).ToLookup(p => p.ReferredBy);
        var alerts = (await results.NextAsync(r => (Id: r.GetGuid(0), Words: new AlertWords(r.GetString(1), r.TextOrNull(2))))).ToDictionary(a => a.Id, a => a.Words);
        var templates = MerchantTemplates.Of(await results.NextAsync(MerchantTemplates.Read));
        await reader.NextResultAsync(cancellationToken);
        var settings = await MerchantSettings.ReadAsync(reader, merchantId, cancellationToken);

        return new OutreachReads(settings, people.ToDictionary(p => p.Record.CustomerId, p => new Addressee(
            p.Record with { ContactPoints = [.. points[p.Record.CustomerId]] },
            p.Name, p.Language, CustomerZones.Of(p.TimeZone, p.Country, points[p.Record.CustomerId].Select(point => point.Address), settings.Zone),
            open[p.Record.CustomerId], [.. handedOver[p.Record.CustomerId]])), products, alerts, templates);
    }

    private static void Add(NpgsqlBatch batch, Guid merchantId, Guid[] personIds, IReadOnlyList<FollowUp> due, Instant since)
    {
        Guid[] CausesOf(Func<string, Guid?> idOf) => [.. due.Select(f => idOf(f.Cause)).OfType<Guid>()];
        batch.Add(People, merchantId, personIds);
        batch.Add(CustomerFactStatements.ContactPoints, merchantId, personIds);
        batch.Add(HandedOver, merchantId, personIds, since);
        batch.Add(OpenMattersOf, merchantId, personIds);
        batch.Add(OfLines, merchantId, personIds, due.SelectMany(f => f.OrderLineIds).Distinct().ToArray());
        batch.Add(OfEnquiries, merchantId, CausesOf(FactKey.InteractionId));
        batch.Add(OfInterests, merchantId, CausesOf(FactKey.InterestId));
        batch.Add(OfAlerts, merchantId, CausesOf(FactKey.BatchAlertId));
        MerchantTemplates.Add(batch, merchantId);
        MerchantSettings.Add(batch, merchantId);
    }

    /// <summary>A row of <see cref="People"/>.</summary>
    private static CustomerRecord ReadRecord(NpgsqlDataReader row, Guid merchantId) => new()
    {
        MerchantId = merchantId,
        CustomerId = row.GetGuid(0),
        FirstContactAt = row.GetFieldValue<Instant>(5),
        RecordedAt = row.GetFieldValue<Instant>(5),
        IsRestricted = row.GetBoolean(6),
        HasObjectedToProfiling = row.GetBoolean(7),
        HasObjectedToMarketing = row.GetBoolean(8),
    };

    private static ProductWords ReadProduct(NpgsqlDataReader row) =>
        new(row.GetGuid(0), row.GetString(1), JsonSerializer.Deserialize<Dictionary<string, string>>(row.GetString(2), JsonDefaults.Options)!);

    private static ProductWords ReadPricedProduct(NpgsqlDataReader row) =>
        ReadProduct(row) with { Price = row.ValueOrNull<decimal>(3) is { } price && row.TextOrNull(4) is { } currency ? Money.Rounded(price, currency) : null };
}
