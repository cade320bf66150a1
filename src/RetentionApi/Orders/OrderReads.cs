using System.Text.Json;
using NodaTime;
using Npgsql;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.Orders;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Json;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Orders;

/// <summary>The hand-written reads of orders: one row an order, its lines, deliveries and returns as JSON.</summary>
internal static class OrderReads
{
    public const string Columns = """
        o.id, o.source, o.external_id, o.customer_id, o.placed_at, o.currency, o.total, o.status, o.payment, o.is_test, o.country, o.source_updated_at, o.created_at,
        (SELECT jsonb_agg(jsonb_build_object('id', l.id, 'number', l.number, 'sku', l.sku, 'quantity', l.quantity, 'unitPrice', l.unit_price, 'batch', l.batch) ORDER BY l.number)
          FROM order_lines l WHERE l.merchant_id = o.merchant_id AND l.order_id = o.id)::text,
        (SELECT jsonb_agg(jsonb_build_object('id', d.id, 'source', d.source, 'externalId', d.external_id, 'lineNumbers', d.line_numbers,
            'promisedAt', d.promised_at, 'shippedAt', d.shipped_at, 'deliveredAt', d.delivered_at, 'version', d.version) ORDER BY d.id)
          FROM deliveries d WHERE d.merchant_id = o.merchant_id AND d.order_id = o.id)::text,
        (SELECT jsonb_agg(jsonb_build_object('id', r.id, 'source', r.source, 'externalId', r.external_id, 'reason', r.reason, 'returnedAt', r.returned_at,
            'lineNumbers', r.line_numbers, 'quantities', r.quantities, 'refund', r.refund) ORDER BY r.id)
          FROM returns r WHERE r.merchant_id = o.merchant_id AND r.order_id = o.id)::text
        """;

    /// <summary>How the newest version of an order <c>o</c> that told no identity named its buyer: as the API tells it, or an import.</summary>
    public const string GuestAddress = """
        SELECT COALESCE(v.body #>> '{customer,email}', v.body ->> 'email') AS email, v.body #>> '{customer,phone}' AS phone, v.body #>> '{customer,country}' AS country
        FROM order_versions v
        WHERE v.merchant_id = o.merchant_id AND v.order_id = o.id AND v.body #>> '{customer,externalId}' IS NULL AND v.body ->> 'customerId' IS NULL
          AND COALESCE(v.body #>> '{customer,email}', v.body #>> '{customer,phone}', v.body ->> 'email') IS NOT NULL
        ORDER BY v.source_updated_at DESC, v.received_at DESC LIMIT 1
        """;

    /// <summary>$1 merchant, $2 id.</summary>
    private const string ById = $"SELECT {Columns} FROM orders o WHERE o.merchant_id = $1 AND o.id = $2";

    /// <summary>$1 merchant, $2 source, $3 external id. A statement of its own, so that nothing is planned for an id that is NULL.</summary>
    private const string ByIdentity = $"SELECT {Columns} FROM orders o WHERE o.merchant_id = $1 AND o.source = $2 AND o.external_id = $3";

    /// <summary>One report at a time of what happens to the order: what the next reads is what the one before stored.</summary>
    private const string Lock = """
        SELECT o.id FROM orders o WHERE o.merchant_id = $1 AND o.id = (
          SELECT k.id FROM orders k WHERE k.merchant_id = $1 AND k.id = $2
          UNION ALL SELECT k.id FROM orders k WHERE k.merchant_id = $1 AND k.source = $3 AND k.external_id = $4)
        FOR NO KEY UPDATE
        """;

    /// <summary>Picks the order of a path.</summary>
    public static void AddOrder(this NpgsqlBatch batch, Guid merchantId, ExternalKey key)
    {
        if (key.Id is { } id)
            batch.Add(ById, merchantId, id);
        else
            batch.Add(ByIdentity, merchantId, key.Source, key.ExternalId);
    }

    /// <summary>Until the transaction ends; a result of its own.</summary>
    public static void AddOrderLock(this NpgsqlBatch batch, Guid merchantId, ExternalKey key) => batch.Add(Lock, key.Values(merchantId));

    /// <summary>The row that the reader stands on.</summary>
    public static OrderView Read(NpgsqlDataReader row)
    {
        var (id, currency) = (row.GetGuid(0), row.GetString(5));
        return new OrderView(
            id, row.GetString(1), row.GetString(2), row.ValueOrNull<Guid>(3), row.GetFieldValue<Instant>(4), Money.Rounded(row.GetDecimal(6), currency),
            EnumWords.Parse<OrderStatus>(row.GetString(7)), EnumWords.Parse<PaymentStatus>(row.GetString(8)), row.GetBoolean(9), row.TextOrNull(10),
            [.. Many<LineRow>(row, 13).Select(l => new OrderLineView(l.Id, l.Number, l.Sku, l.Quantity, Money.Rounded(l.UnitPrice, currency), l.Batch))],
            [.. Many<DeliveryRow>(row, 14).Select(d => new DeliveryView(d.Id, id, d.Source, d.ExternalId, d.LineNumbers, d.PromisedAt, d.ShippedAt, d.DeliveredAt, d.Version))],
            [.. Many<ReturnRow>(row, 15).Select(r => new ReturnView(r.Id, id, r.Source, r.ExternalId, r.Reason, r.ReturnedAt,
                [.. r.LineNumbers.Zip(r.Quantities, (number, quantity) => new ReturnedLine(number, quantity))],
                r.Refund is { } refund ? Money.Rounded(refund, currency) : null))],
            row.GetFieldValue<Instant>(11), row.GetFieldValue<Instant>(12));
    }

    private static T[] Many<T>(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? [] : JsonSerializer.Deserialize<T[]>(row.GetString(column), JsonDefaults.Options)!;

    private sealed record LineRow(Guid Id, int Number, string Sku, decimal Quantity, decimal UnitPrice, string? Batch);

    private sealed record DeliveryRow(Guid Id, string Source, string ExternalId, int[]? LineNumbers, Instant? PromisedAt, Instant? ShippedAt, Instant? DeliveredAt, int Version);

    private sealed record ReturnRow(
        Guid Id, string Source, string ExternalId, ReturnReason Reason, Instant ReturnedAt, int[] LineNumbers, decimal[] Quantities, decimal? Refund);
}
