using NodaTime;
using Npgsql;
using RetentionApi.Customers;
using RetentionApi.Domain.Orders;
using RetentionApi.Platform.Audit;
using RetentionApi.Platform.Outbox;
using RetentionApi.Platform.Persistence;
using RetentionApi.Platform.Security;
using static RetentionApi.Platform.Persistence.SqlArrays;

namespace RetentionApi.Orders;

/// <summary>An order as it is to be stored.</summary>
/// <param name="Id">New, or that of the stored order which this one replaces.</param>
/// <param name="CustomerId">Null: nobody was named; a stored order stays with whom it has.</param>
/// <param name="Body">JSON of the report, kept as a version.</param>
internal sealed record OrderToStore(
    Guid Id, Guid VersionId, string Source, string ExternalId, Guid? CustomerId, Instant PlacedAt, string Currency, decimal Total,
    OrderStatus Status, PaymentStatus Payment, bool IsTest, string? Country, Instant? ImportedAt, Instant SourceUpdatedAt, string Body, IReadOnlyList<LineToStore> Lines)
{
    /// <summary>Whose it was when it was told before.</summary>
    public Guid? FormerCustomerId { get; init; }

    /// <summary>The source's clock of the version that was read, on which this one builds; null: there was none.</summary>
    public Instant? FormerUpdatedAt { get; init; }

    /// <summary>Numbers of the lines that it had before.</summary>
    public IReadOnlyList<int> FormerLines { get; init; } = [];

    /// <summary>Those that the report leaves out; a report of the whole alone leaves the lines as they are.</summary>
    public int[] GoneLines => Lines.Count == 0 ? [] : [.. FormerLines.Except(Lines.Select(l => l.Number))];
}

internal sealed record LineToStore(Guid Id, int Number, Guid ProductId, string Sku, decimal Quantity, decimal UnitPrice, string? Batch);

internal sealed record ProductToMake(Guid Id, string Sku, string Name);

/// <summary>The statements by which reported orders are stored; endpoint, adapters and import share them. Arrays in, one statement each.</summary>
internal static class OrderWrites
{
    /// <summary>
    /// $1 merchant, $24 now. The newest version by the source's own clock wins, which may be ahead of ours, but nothing is paid in the future. Nothing is touched where a twin was faster, be it
    /// with the order (it has another id) or with a version of it (it is not the one that was read): <c>excluded.created_at</c>, which no stored order takes, carries the clock of that one.
    /// </summary>
    private const string Store = """
        WITH fact AS MATERIALIZED (
          SELECT * FROM unnest($2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::uuid[], $7::timestamptz[], $8::text[], $9::numeric[], $10::text[], $11::text[], $12::bool[],
              $13::text[], $14::timestamptz[], $15::timestamptz[], $16::jsonb[], $26::timestamptz[])
            AS f(id, version_id, source, external_id, customer_id, placed_at, currency, total, status, payment, is_test, country, imported_at, source_updated_at, body, former_updated_at)),
        line AS MATERIALIZED (
          SELECT * FROM unnest($17::uuid[], $18::uuid[], $19::int[], $20::uuid[], $21::text[], $22::numeric[], $23::numeric[], $25::text[])
            AS l(order_id, id, number, product_id, sku, quantity, unit_price, batch)),
        stored AS (
          INSERT INTO orders (merchant_id, id, source, external_id, customer_id, placed_at, currency, total, status, payment, payment_changed_at, is_test, country, imported_at, source_updated_at, created_at, updated_at)
          SELECT $1, id, source, external_id, customer_id, placed_at, currency, total, status, payment, LEAST(source_updated_at, $24), is_test, country, imported_at, source_updated_at, COALESCE(former_updated_at, $24), $24 FROM fact
          ON CONFLICT (merchant_id, source, external_id) DO UPDATE
          SET customer_id = COALESCE(excluded.customer_id, orders.customer_id), placed_at = excluded.placed_at, currency = excluded.currency, total = excluded.total, status = excluded.status,
            payment = excluded.payment, payment_changed_at = CASE WHEN orders.payment = excluded.payment THEN orders.payment_changed_at ELSE excluded.payment_changed_at END, is_test = excluded.is_test, country = excluded.country, source_updated_at = excluded.source_updated_at, updated_at = excluded.updated_at
          WHERE excluded.source_updated_at > orders.source_updated_at AND orders.id = excluded.id AND orders.source_updated_at = excluded.created_at
          RETURNING id, customer_id, placed_at, xmax = 0 AS is_new),
        lines AS (
          INSERT INTO order_lines (merchant_id, order_id, number, id, product_id, sku, quantity, unit_price, batch)
          SELECT $1, l.order_id, l.number, l.id, l.product_id, l.sku, l.quantity, l.unit_price, l.batch FROM line l JOIN stored s ON s.id = l.order_id
          ON CONFLICT (merchant_id, order_id, number) DO UPDATE
          SET product_id = excluded.product_id, sku = excluded.sku, quantity = excluded.quantity, unit_price = excluded.unit_price, batch = excluded.batch),
        version AS (
          INSERT INTO order_versions (merchant_id, order_id, received_at, id, source_updated_at, body)
          SELECT $1, f.id, $24, f.version_id, f.source_updated_at, f.body FROM fact f JOIN stored s ON s.id = f.id),
        entry AS (
          INSERT INTO timeline_entries (merchant_id, customer_id, occurred_at, id, kind, subject_id, summary)
          SELECT $1, s.customer_id, s.placed_at, s.id, 'orderPlaced', s.id, f.external_id || ': ' || f.total || ' ' || f.currency
          FROM stored s JOIN fact f ON f.id = s.id WHERE s.is_new AND s.customer_id IS NOT NULL)
        """;

    /// <summary>Beside the order, in its own statement: work for the dispatcher ($32: who had the order before loses it), and the audit entry.</summary>
    private const string Aftermath = $"""
        ,
        work AS (
          INSERT INTO outbox_messages (merchant_id, customer_id, id, kind, subject_id, occurred_at, due_at, attempts)
          SELECT $1, w.customer_id, f.version_id, $27, s.id, s.placed_at, $24, 0 FROM stored s JOIN fact f ON f.id = s.id
          CROSS JOIN LATERAL (SELECT COALESCE(s.customer_id, {Nobody.Id}) UNION SELECT $32::uuid WHERE $32 IS NOT NULL) w(customer_id)),
        trail AS (
          INSERT INTO audit_entries (merchant_id, occurred_at, id, key_id, staff_id, action, subject_kind, subject_id, remote_address, trace_id)
          SELECT $1, $24, f.version_id, $28::uuid, $29::uuid, 'orderReported', 'order', s.id, $30::text, $31::text FROM stored s JOIN fact f ON f.id = s.id)
        """;

    /// <summary>Order by order: joined, the planner may read all lines of a merchant whom its statistics do not know.</summary>
    private const string RemoveLines = "DELETE FROM order_lines WHERE merchant_id = $1 AND order_id = $2 AND number = ANY($3)";

    private const string MakeProducts = """
        WITH made AS (
          INSERT INTO products (merchant_id, id, sku, name, is_returnable, facts, claims, version, created_at, updated_at)
          SELECT $1, id, sku, name, true, '{}', '{}', 1, $5, $5 FROM unnest($2::uuid[], $3::text[], $4::text[]) AS p(id, sku, name)
          ON CONFLICT (merchant_id, sku) DO NOTHING RETURNING id)
        SELECT must_store((SELECT count(*) FROM made) / $6)
        """;

    /// <summary>Products that only a line told of.</summary>
    public static void AddProductsOfLines(this NpgsqlBatch batch, Guid merchantId, IReadOnlyList<ProductToMake> products, Instant now)
    {
        if (products.Count > 0)
            batch.Add(MakeProducts, merchantId, products.Select(p => p.Id).ToArray(), products.Select(p => p.Sku).ToArray(), products.Select(p => p.Name).ToArray(), now, products.Count);
    }

    /// <summary>As one told by a caller: raises where a twin was faster, wakes the dispatcher's work, leaves an audit entry.</summary>
    public static void AddReportedOrder(this NpgsqlBatch batch, Caller caller, RequestOrigin origin, OrderToStore order, Instant now)
    {
        batch.AddGoneLines(caller.MerchantId, [order]);
        var command = batch.Add(Store + Aftermath + " SELECT must_store((SELECT count(*) FROM stored))", Values(caller.MerchantId, [order], now));
        command.AddValues((short)OutboxKind.Changed, SqlValue.Of(caller.KeyId), SqlValue.Of(caller.StaffId), SqlValue.Of(origin.RemoteAddress), SqlValue.Of(origin.TraceId),
            SqlValue.Of(order.FormerCustomerId));
        batch.AddMovedEntries(caller.MerchantId, [order]);
    }

    /// <summary>As many as a chunk of an import holds; whoever was faster is found by the count of what was stored.</summary>
    public static void AddImportedOrders(this NpgsqlBatch batch, Guid merchantId, IReadOnlyList<OrderToStore> orders, Instant now)
    {
        batch.AddGoneLines(merchantId, orders);
        var command = batch.Add(Store + " SELECT must_store((SELECT count(*) FROM stored) / $27)", Values(merchantId, orders, now));
        command.AddValues(orders.Count);
        batch.AddMovedEntries(merchantId, orders);
    }

    private static void AddGoneLines(this NpgsqlBatch batch, Guid merchantId, IReadOnlyList<OrderToStore> orders)
    {
        foreach (var order in orders)
        {
            if (order.GoneLines is { Length: > 0 } numbers)
                batch.Add(RemoveLines, merchantId, order.Id, numbers);
        }
    }

    private static object?[] Values(Guid merchantId, IReadOnlyList<OrderToStore> orders, Instant now)
    {
        var lines = orders.SelectMany(o => o.Lines.Select(l => (OrderId: o.Id, Line: l))).ToList();
        return
        [
            merchantId, All(orders, o => o.Id), All(orders, o => o.VersionId), All(orders, o => o.Source), All(orders, o => o.ExternalId), All(orders, o => o.CustomerId),
            All(orders, o => o.PlacedAt), All(orders, o => o.Currency), All(orders, o => o.Total), All(orders, o => o.Status.Word()), All(orders, o => o.Payment.Word()),
            All(orders, o => o.IsTest), All(orders, o => o.Country), All(orders, o => o.ImportedAt), All(orders, o => o.SourceUpdatedAt), All(orders, o => o.Body),
            All(lines, l => l.OrderId), All(lines, l => l.Line.Id), All(lines, l => l.Line.Number), All(lines, l => l.Line.ProductId), All(lines, l => l.Line.Sku),
            All(lines, l => l.Line.Quantity), All(lines, l => l.Line.UnitPrice), now, All(lines, l => l.Line.Batch), All(orders, o => o.FormerUpdatedAt),
        ];
    }
}
