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

/// <summary>All that the messages of a batch of duties need, in one round trip.</summary>
/// <param name="Products">By the order line, the enquiry or the interest that refers to them; an interest refers to none where it is over, or not true at this moment.</param>
internal sealed record OutreachReads(
    MerchantSettings Settings, IReadOnlyDictionary<Guid, Addressee> Persons, ILookup<Guid, ProductWords> Products, MerchantTemplates Templates)
{
    private const string People = CustomerFactStatements.Members + """
        SELECT p.id, p.name, p.language, p.time_zone, p.country, p.first_contact_at, bool_or(c.restricted_at IS NOT NULL), bool_or(c.profiling_objected_at IS NOT NULL),
          bool_or(c.marketing_objected_at IS NOT NULL)
        FROM member m JOIN customers c ON c.merchant_id = $1 AND c.id = m.id JOIN customers p ON p.merchant_id = $1 AND p.id = m.person_id GROUP BY p.merchant_id, p.id
        """;

    private const string HandedOver = CustomerFactStatements.Members + """
        SELECT m.person_id, g.handed_over_at FROM member m JOIN messages g ON g.merchant_id = $1 AND g.customer_id = m.id
        WHERE g.handed_over_at > $3 AND g.status = 'handedOver' AND g.class IN ('survey', 'marketing')
        """;

    private const string OpenMattersOf = CustomerFactStatements.Members + """
        SELECT m.person_id, bool_or(EXISTS (SELECT 1 FROM cases c WHERE c.merchant_id = $1 AND c.customer_id = m.id AND c.status <> 'closed')),
          max((SELECT max(r.returned_at) FROM orders o JOIN returns r ON r.merchant_id = $1 AND r.order_id = o.id
               WHERE o.merchant_id = $1 AND o.customer_id = m.id AND r.refund IS NULL AND o.payment <> 'refunded'))
        FROM member m GROUP BY m.person_id
        """;

    private const string OfLines = CustomerFactStatements.Members + """
        SELECT l.id, COALESCE(p.name, l.sku), COALESCE(p.facts, '{}')::text
        FROM member m JOIN orders o ON o.merchant_id = $1 AND o.customer_id = m.id JOIN order_lines l ON l.merchant_id = $1 AND l.order_id = o.id AND l.id = ANY($3)
        LEFT JOIN products p ON p.merchant_id = $1 AND p.id = l.product_id ORDER BY o.placed_at, l.number
        """;

    private const string OfEnquiries = """
        SELECT i.id, p.name, p.facts::text FROM interactions i JOIN products p ON p.merchant_id = $1 AND p.id = i.product_id WHERE i.merchant_id = $1 AND i.id = ANY($2)
        """;

    private const string OfInterests = $"""
        SELECT i.id, p.name, p.facts::text, p.price, p.currency
        FROM interests i JOIN products p ON p.merchant_id = $1 AND p.id = i.product_id WHERE i.merchant_id = $1 AND i.id = ANY($2) AND i.ended_at IS NULL AND {InterestWrites.IsTrue}
        """;

    /// <summary>No window of a cap reaches further back.</summary>
    public static Instant CapsSince(Instant now) => now - Duration.FromDays(DutyPolicy.LongestCapWindowInDays);

    /// <param name="connection">In the transaction of the claim.</param>
    /// <param name="due">Whose messages are to be written; notices that are no duties come without.</param>
    /// <param name="since">From when on surveys and marketing count; <see cref="CapsSince"/> where no earlier ones are asked for.</param>
    public static async Task<OutreachReads> ReadAsync(
        NpgsqlConnection connection, Guid merchantId, Guid[] personIds, IReadOnlyList<FollowUp> due, Instant since, CancellationToken cancellationToken)
    {
        Guid[] CausesOf(Func<string, Guid?> idOf) => [.. due.Select(f => idOf(f.Cause)).OfType<Guid>()];
        await using var batch = connection.CreateBatch();
        batch.Add(People, merchantId, personIds);
        batch.Add(CustomerFactStatements.ContactPoints, merchantId, personIds);
        batch.Add(HandedOver, merchantId, personIds, since);
        batch.Add(OpenMattersOf, merchantId, personIds);
        batch.Add(OfLines, merchantId, personIds, due.SelectMany(f => f.OrderLineIds).Distinct().ToArray());
        batch.Add(OfEnquiries, merchantId, CausesOf(FactKey.InteractionId));
        batch.Add(OfInterests, merchantId, CausesOf(FactKey.InterestId));
        MerchantTemplates.Add(batch, merchantId);
        MerchantSettings.Add(batch, merchantId);
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        var results = new ResultSets(reader, cancellationToken);
        var people = await results.FirstAsync(r => (Id: r.GetGuid(0), Name: r.TextOrNull(1), Language: r.TextOrNull(2), TimeZone: r.TextOrNull(3), Country: r.TextOrNull(4),
            FirstContactAt: r.GetFieldValue<Instant>(5), IsRestricted: r.GetBoolean(6), Profiling: r.GetBoolean(7), Marketing: r.GetBoolean(8)));
        var points = await results.NextAsync(r => r.GetGuid(0), CustomerFactReads.ReadContactPoint);
        var handedOver = await results.NextAsync(r => r.GetGuid(0), r => r.GetFieldValue<Instant>(1));
        var open = (await results.NextAsync(r => (Id: r.GetGuid(0), Matters: new OpenMatters(r.GetBoolean(1), r.ValueOrNull<Instant>(2))))).ToDictionary(o => o.Id, o => o.Matters);
        var products = (await results.NextAsync(ReadProduct)).Concat(await results.NextAsync(ReadProduct)).Concat(await results.NextAsync(ReadPricedProduct)).ToLookup(p => p.ReferredBy);
        var templates = MerchantTemplates.Of(await results.NextAsync(MerchantTemplates.Read));
        await reader.NextResultAsync(cancellationToken);
        var settings = await MerchantSettings.ReadAsync(reader, merchantId, cancellationToken);

        return new OutreachReads(settings, people.ToDictionary(p => p.Id, p => new Addressee(
            new CustomerRecord
            {
                MerchantId = merchantId,
                CustomerId = p.Id,
                FirstContactAt = p.FirstContactAt,
                RecordedAt = p.FirstContactAt,
                IsRestricted = p.IsRestricted,
                HasObjectedToProfiling = p.Profiling,
                HasObjectedToMarketing = p.Marketing,
                ContactPoints = [.. points[p.Id]],
            },
            p.Name, p.Language, CustomerZones.Of(p.TimeZone, p.Country, points[p.Id].Select(point => point.Address), settings.Zone),
            open[p.Id], [.. handedOver[p.Id]])), products, templates);
    }

    private static ProductWords ReadProduct(NpgsqlDataReader row) =>
        new(row.GetGuid(0), row.GetString(1), JsonSerializer.Deserialize<Dictionary<string, string>>(row.GetString(2), JsonDefaults.Options)!);

    private static ProductWords ReadPricedProduct(NpgsqlDataReader row) =>
        ReadProduct(row) with { Price = row.ValueOrNull<decimal>(3) is { } price && row.TextOrNull(4) is { } currency ? Money.Rounded(price, currency) : null };
}
