using System.Globalization;
using NodaTime;
using Npgsql;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Orders;

/// <summary>The statements by which deliveries and returns are stored.</summary>
internal static class DeliveryWrites
{
    /// <summary>$10 now. An older report than the stored one changes nothing. A delivery that has come is one entry of the timeline.</summary>
    private const string Store = """
        WITH fact AS MATERIALIZED (
          SELECT f.*, CASE WHEN f.lines = '' THEN NULL ELSE string_to_array(f.lines, ',')::int[] END AS line_numbers
          FROM unnest($2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::timestamptz[], $8::timestamptz[])
            AS f(id, order_id, source, external_id, lines, promised_at, delivered_at)),
        stored AS (
          INSERT INTO deliveries (merchant_id, order_id, id, source, external_id, line_numbers, promised_at, delivered_at, source_updated_at, version, created_at)
          SELECT $1, order_id, id, source, external_id, line_numbers, promised_at, delivered_at, $9, 1, $10 FROM fact
          ON CONFLICT (merchant_id, source, external_id) DO UPDATE
          SET line_numbers = excluded.line_numbers, promised_at = COALESCE(excluded.promised_at, deliveries.promised_at),
            delivered_at = COALESCE(excluded.delivered_at, deliveries.delivered_at), source_updated_at = excluded.source_updated_at, version = deliveries.version + 1
          WHERE excluded.source_updated_at >= deliveries.source_updated_at
          RETURNING id, order_id, delivered_at)
        INSERT INTO timeline_entries (merchant_id, customer_id, occurred_at, id, kind, subject_id, summary)
        SELECT $1, $11, delivered_at, id, 'delivered', order_id, 'delivered' FROM stored WHERE delivered_at IS NOT NULL AND $11::uuid IS NOT NULL
        ON CONFLICT DO NOTHING
        """;

    private const string StoreReturn = """
        WITH stored AS (
          INSERT INTO returns (merchant_id, order_id, id, source, external_id, reason, returned_at, refund, line_numbers, quantities, created_at)
          VALUES ($1, $2, $3, $4, $5, $6, $7, $8::numeric, $9, $10, $11) ON CONFLICT (merchant_id, source, external_id) DO NOTHING RETURNING id),
        entry AS (
          INSERT INTO timeline_entries (merchant_id, customer_id, occurred_at, id, kind, subject_id, summary)
          SELECT $1, $12, $7, id, 'returned', $2, $6 FROM stored WHERE $12::uuid IS NOT NULL)
        SELECT must_store((SELECT count(*) FROM stored))
        """;

    /// <summary>Deliveries as they are to be; one whose identity is known keeps its id.</summary>
    public static List<DeliveryView> Of(
        IReadOnlyList<CreateDelivery.Body> bodies, Guid orderId, string orderSource, string orderExternalId, IReadOnlyList<DeliveryView> known, Instant now) =>
        [.. bodies.Select(body =>
        {
            var (source, externalId) = (body.Source ?? orderSource, body.ExternalId ?? $"{orderExternalId}#{Numbers(body.LineNumbers, "all")}");
            var before = known.FirstOrDefault(d => d.Source == source && d.ExternalId == externalId);
            return new DeliveryView(
                before?.Id ?? Ids.New(now), orderId, source, externalId, body.LineNumbers,
                body.PromisedAt ?? before?.PromisedAt, body.DeliveredAt ?? before?.DeliveredAt, (before?.Version ?? 0) + 1);
        })];

    public static void AddDeliveries(this NpgsqlBatch batch, Guid merchantId, IReadOnlyList<DeliveryView> deliveries, Guid? customerId, Instant sourceUpdatedAt, Instant now)
    {
        if (deliveries.Count > 0)
            batch.Add(Store, merchantId, deliveries.Select(d => d.Id).ToArray(), deliveries.Select(d => d.OrderId).ToArray(), deliveries.Select(d => d.Source).ToArray(),
                deliveries.Select(d => d.ExternalId).ToArray(), deliveries.Select(d => Numbers(d.LineNumbers, "")).ToArray(), deliveries.Select(d => d.PromisedAt).ToArray(),
                deliveries.Select(d => d.DeliveredAt).ToArray(), sourceUpdatedAt, now, SqlValue.Of(customerId));
    }

    public static void AddReturn(this NpgsqlBatch batch, Guid merchantId, ReturnView view, Guid? customerId, Instant now) => batch.Add(
        StoreReturn, merchantId, view.OrderId, view.Id, view.Source, view.ExternalId, view.Reason.Word(), view.ReturnedAt,
        new NpgsqlParameter { Value = view.Refund is { } refund ? refund.Amount : DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Numeric },
        view.Lines.Select(l => l.LineNumber).ToArray(), view.Lines.Select(l => l.Quantity).ToArray(), now, SqlValue.Of(customerId));

    private static string Numbers(IReadOnlyList<int>? numbers, string all) =>
        numbers is null ? all : string.Join(',', numbers.Order().Select(n => n.ToString(CultureInfo.InvariantCulture)));
}
