using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NodaTime;
using Npgsql;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Persistence;
using static RetentionApi.Platform.Persistence.SqlArrays;

namespace RetentionApi.Orders;

/// <param name="View">As it is to be.</param>
internal sealed record DeliveryToStore(DeliveryView View, Guid? CustomerId, Instant SourceUpdatedAt);

internal sealed record ReturnToStore(ReturnView View, Guid? CustomerId);

/// <summary>The statements by which deliveries and returns are stored.</summary>
internal static class DeliveryWrites
{
    /// <summary>$12 now. An older report than the stored one changes nothing, nor does one of another order.</summary>
    private const string Store = """
        WITH fact AS MATERIALIZED (
          SELECT f.*, CASE WHEN f.lines = '' THEN NULL ELSE string_to_array(f.lines, ',')::int[] END AS line_numbers
          FROM unnest($2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::timestamptz[], $8::timestamptz[], $9::timestamptz[], $10::timestamptz[], $11::uuid[])
            AS f(id, order_id, source, external_id, lines, promised_at, shipped_at, delivered_at, source_updated_at, customer_id)),
        stored AS (
          INSERT INTO deliveries (merchant_id, order_id, id, source, external_id, line_numbers, promised_at, shipped_at, delivered_at, source_updated_at, version, created_at)
          SELECT $1, order_id, id, source, external_id, line_numbers, promised_at, shipped_at, delivered_at, source_updated_at, 1, $12 FROM fact
          ON CONFLICT (merchant_id, source, external_id) DO UPDATE
          SET line_numbers = excluded.line_numbers, promised_at = COALESCE(excluded.promised_at, deliveries.promised_at), shipped_at = COALESCE(excluded.shipped_at, deliveries.shipped_at),
            delivered_at = COALESCE(excluded.delivered_at, deliveries.delivered_at), source_updated_at = excluded.source_updated_at, version = deliveries.version + 1
          WHERE excluded.source_updated_at >= deliveries.source_updated_at AND deliveries.order_id = excluded.order_id
          RETURNING id, order_id, source, external_id, delivered_at, version),
        shown AS (
          SELECT f.customer_id, s.delivered_at, s.id, s.order_id, s.version FROM stored s JOIN fact f ON f.source = s.source AND f.external_id = s.external_id
          WHERE s.delivered_at IS NOT NULL AND f.customer_id IS NOT NULL)
        """;

    /// <summary>Only where one may have been told before: a merchant whom the planner's statistics do not know has all entries read for it.</summary>
    private const string Move = """
        ,
        moved AS (
          DELETE FROM timeline_entries t USING shown s
          WHERE s.version > 1 AND t.merchant_id = $1 AND t.customer_id = s.customer_id AND t.id = s.id AND t.occurred_at <> s.delivered_at)
        """;

    /// <summary>A delivery that has come is one entry of the timeline.</summary>
    private const string Show = """
        ,
        entry AS (
          INSERT INTO timeline_entries (merchant_id, customer_id, occurred_at, id, kind, subject_id, summary)
          SELECT $1, customer_id, delivered_at, id, 'delivered', order_id, 'delivered' FROM shown
          ON CONFLICT DO NOTHING)
        """;

    /// <summary>Under the very ids that are answered.</summary>
    private const string MustStoreAll = " SELECT must_store((SELECT count(*) FROM stored s JOIN fact f ON f.id = s.id) / $13)";

    private const string CountStored = " SELECT count(*) FROM stored";

    /// <summary>A return that is known under its identity is the same return; nothing of it changes. Lines travel as text, for arrays of arrays are all of one length.</summary>
    private const string StoreReturns = """
        WITH fact AS MATERIALIZED (
          SELECT * FROM unnest($2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::timestamptz[], $8::numeric[], $9::text[], $10::text[], $11::uuid[])
            AS f(order_id, id, source, external_id, reason, returned_at, refund, line_numbers, quantities, customer_id)),
        stored AS (
          INSERT INTO returns (merchant_id, order_id, id, source, external_id, reason, returned_at, refund, line_numbers, quantities, created_at)
          SELECT $1, order_id, id, source, external_id, reason, returned_at, refund, string_to_array(line_numbers, ',')::int[], string_to_array(quantities, ',')::numeric[], $12 FROM fact
          ON CONFLICT (merchant_id, source, external_id) DO NOTHING RETURNING id),
        entry AS (
          INSERT INTO timeline_entries (merchant_id, customer_id, occurred_at, id, kind, subject_id, summary)
          SELECT $1, f.customer_id, f.returned_at, f.id, 'returned', f.order_id, f.reason FROM fact f JOIN stored s ON s.id = f.id WHERE f.customer_id IS NOT NULL)
        SELECT must_store((SELECT count(*) FROM stored) / $13)
        """;

    /// <summary>A delivery as it is to be; one that is known keeps its id.</summary>
    public static DeliveryView Of(CreateDelivery.Body body, Guid orderId, string source, string externalId, DeliveryView? before, Instant now) => new(
        before?.Id ?? Ids.New(now), orderId, source, externalId, body.LineNumbers,
        body.PromisedAt ?? before?.PromisedAt, body.ShippedAt ?? before?.ShippedAt, body.DeliveredAt ?? before?.DeliveredAt, (before?.Version ?? 0) + 1);

    /// <summary>The storefront's own name of a delivery; without one there is one for each set of lines.</summary>
    public static (string Source, string ExternalId) IdentityOf(CreateDelivery.Body body, string orderSource, string orderExternalId) =>
        (body.Source ?? orderSource, body.ExternalId ?? NameOf($"{orderExternalId}#{LinesOf(body)}"));

    public static string LinesOf(CreateDelivery.Body body) => Numbers(body.LineNumbers, "all");

    /// <summary>A name that a later request can say: of one longer than that, the hash.</summary>
    private static string NameOf(string name) => ExternalKey.IsExternalId(name) ? name : $"#{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)))}";

    /// <summary>Raises where any of them was changed meanwhile.</summary>
    /// <param name="batch">Of a transaction that acts as the merchant.</param>
    /// <param name="deliveries">Each identity once.</param>
    public static void AddReportedDeliveries(this NpgsqlBatch batch, Guid merchantId, IReadOnlyList<DeliveryToStore> deliveries, Instant now)
    {
        if (deliveries.Count > 0)
            batch.Add(Statement(deliveries.Any(d => d.View.Version > 1)) + MustStoreAll, Values(merchantId, deliveries, now)).AddValues(deliveries.Count);
    }

    /// <param name="batch">Of a transaction that acts as the merchant.</param>
    /// <param name="deliveries">Each identity once.</param>
    /// <param name="areNew">None of their orders was told before.</param>
    public static void AddImportedDeliveries(this NpgsqlBatch batch, Guid merchantId, IReadOnlyList<DeliveryToStore> deliveries, bool areNew, Instant now)
    {
        if (deliveries.Count > 0)
            batch.Add(Statement(mayMove: !areNew) + CountStored, Values(merchantId, deliveries, now));
    }

    /// <summary>Raises where any of them is known already.</summary>
    public static void AddReturns(this NpgsqlBatch batch, Guid merchantId, IReadOnlyList<ReturnToStore> returns, Instant now)
    {
        if (returns.Count > 0)
            batch.Add(StoreReturns, merchantId, All(returns, r => r.View.OrderId), All(returns, r => r.View.Id), All(returns, r => r.View.Source), All(returns, r => r.View.ExternalId),
                All(returns, r => r.View.Reason.Word()), All(returns, r => r.View.ReturnedAt), All(returns, r => r.View.Refund?.Amount),
                All(returns, r => string.Join(',', r.View.Lines.Select(l => l.LineNumber.ToString(CultureInfo.InvariantCulture)))),
                All(returns, r => string.Join(',', r.View.Lines.Select(l => l.Quantity.ToString(CultureInfo.InvariantCulture)))), All(returns, r => r.CustomerId), now, returns.Count);
    }

    private static string Statement(bool mayMove) => Store + (mayMove ? Move : "") + Show;

    private static object?[] Values(Guid merchantId, IReadOnlyList<DeliveryToStore> deliveries, Instant now) =>
    [
        merchantId, All(deliveries, d => d.View.Id), All(deliveries, d => d.View.OrderId), All(deliveries, d => d.View.Source), All(deliveries, d => d.View.ExternalId),
        All(deliveries, d => Numbers(d.View.LineNumbers, "")), All(deliveries, d => d.View.PromisedAt), All(deliveries, d => d.View.ShippedAt),
        All(deliveries, d => d.View.DeliveredAt), All(deliveries, d => d.SourceUpdatedAt), All(deliveries, d => d.CustomerId), now,
    ];

    private static string Numbers(IReadOnlyList<int>? numbers, string all) =>
        numbers is null ? all : string.Join(',', numbers.Order().Select(n => n.ToString(CultureInfo.InvariantCulture)));
}
