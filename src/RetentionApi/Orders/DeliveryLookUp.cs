using NodaTime;
using Npgsql;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Orders;

/// <summary>A delivery as it is stored, with the clock of the report that told it.</summary>
internal sealed record KnownDelivery(DeliveryView View, Instant SourceUpdatedAt);

/// <param name="All">As they are to be, or as they are stored where the report tells nothing newer: what is answered.</param>
/// <param name="ToStore">Those of them that change.</param>
internal sealed record ReportedDeliveries(IReadOnlyList<DeliveryView> All, IReadOnlyList<DeliveryToStore> ToStore);

/// <summary>What is stored under the identities that a report of deliveries names, whosever order they are of. Order and deliveries are locked
/// until the report ends, so that what is answered is what is stored.</summary>
internal sealed class DeliveryLookUp(IReadOnlyList<CreateDelivery.Body> bodies)
{
    /// <summary>$1 merchant, $2 to $4 the order; of each delivery $5 source, $6 external id, $7 its lines in words. A name that is too long is made as <see cref="DeliveryWrites.IdentityOf"/> makes it.</summary>
    private const string Find = """
        WITH named AS MATERIALIZED (
          SELECT COALESCE(t.source, o.source) AS source, COALESCE(t.external_id, o.external_id || '#' || t.lines) AS name
          FROM (SELECT o.source, o.external_id FROM orders o WHERE o.merchant_id = $1 AND o.id = $2 UNION ALL SELECT $3::text, $4::text WHERE $3::text IS NOT NULL) o
          CROSS JOIN unnest($5::text[], $6::text[], $7::text[]) AS t(source, external_id, lines)),
        told AS MATERIALIZED (
          SELECT source, CASE WHEN octet_length(name) > 255 THEN '#' || encode(sha256(convert_to(name, 'UTF8')), 'hex') ELSE name END AS external_id FROM named)
        SELECT d.id, d.order_id, d.source, d.external_id, d.line_numbers, d.promised_at, d.shipped_at, d.delivered_at, d.version, d.source_updated_at
        FROM told JOIN deliveries d ON d.merchant_id = $1 AND d.source = told.source AND d.external_id = told.external_id
        FOR NO KEY UPDATE OF d
        """;

    private readonly List<KnownDelivery> known = [];

    public void Add(NpgsqlBatch batch, Guid merchantId, ExternalKey order)
    {
        if (bodies.Count == 0)
            return;
        batch.AddOrderLock(merchantId, order);
        batch.Add(Find, [.. order.Values(merchantId), bodies.Select(b => b.Source).ToArray(), bodies.Select(b => b.ExternalId).ToArray(), bodies.Select(DeliveryWrites.LinesOf).ToArray()]);
    }

    /// <summary>Leaves the reader at the result that follows.</summary>
    public async Task ReadAsync(NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        if (bodies.Count == 0)
            return;
        known.AddRange(await new ResultSets(reader, cancellationToken).NextAsync(Read));
        await reader.NextResultAsync(cancellationToken);
    }

    /// <param name="orderId">Null: the order is new.</param>
    /// <param name="lineNumbers">The order's.</param>
    public Error? ProblemOf(Guid? orderId, IEnumerable<int> lineNumbers)
    {
        if (bodies.SelectMany(b => b.LineNumbers ?? []).Except(lineNumbers).Any())
            return OrderProblems.LineUnknown;
        return known.Any(k => k.View.OrderId != orderId) ? OrderProblems.DeliveryOfAnotherOrder : null;
    }

    /// <param name="toldAt">The clock of the report, where a delivery has none of its own.</param>
    public ReportedDeliveries Of(Guid orderId, string orderSource, string orderExternalId, Guid? customerId, Instant toldAt, Instant now)
    {
        var (all, toStore) = (new List<DeliveryView>(), new List<DeliveryToStore>());
        foreach (var body in bodies)
        {
            var (source, externalId) = DeliveryWrites.IdentityOf(body, orderSource, orderExternalId);
            var before = known.Find(k => k.View.Source == source && k.View.ExternalId == externalId);
            var after = DeliveryWrites.Of(body, orderId, source, externalId, before?.View, now);
            var clock = body.UpdatedAt ?? toldAt;
            var isNews = before is null || clock > before.SourceUpdatedAt || (clock == before.SourceUpdatedAt && Differ(before.View, after));
            all.Add(isNews ? after : before!.View);
            if (isNews)
                toStore.Add(new DeliveryToStore(after, customerId, clock));
        }

        return new ReportedDeliveries(all, toStore);
    }

    private static bool Differ(DeliveryView before, DeliveryView after) =>
        (before.PromisedAt, before.ShippedAt, before.DeliveredAt) != (after.PromisedAt, after.ShippedAt, after.DeliveredAt)
        || !(before.LineNumbers ?? []).Order().SequenceEqual((after.LineNumbers ?? []).Order());

    private static KnownDelivery Read(NpgsqlDataReader row) => new(
        new DeliveryView(
            row.GetGuid(0), row.GetGuid(1), row.GetString(2), row.GetString(3), row.IsDBNull(4) ? null : row.GetFieldValue<int[]>(4),
            row.ValueOrNull<Instant>(5), row.ValueOrNull<Instant>(6), row.ValueOrNull<Instant>(7), row.GetInt32(8)),
        row.GetFieldValue<Instant>(9));
}
