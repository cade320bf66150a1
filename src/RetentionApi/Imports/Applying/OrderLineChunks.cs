using NodaTime;
using Npgsql;
using RetentionApi.Catalog;
using RetentionApi.Customers;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Http;

namespace RetentionApi.Imports.Applying;

/// <summary>Lines of orders: rows of one order are one order, at the time of its first; its negative priced lines are a credit note.</summary>
internal sealed class OrderLineChunks : IChunkApplication
{
    private const decimal LargestQuantity = 1_000_000_000m;

    public ImportKind Kind => ImportKind.OrderLines;

    public Task ApplyAsync(ImportChunk chunk, NpgsqlConnection connection, NpgsqlBatch writes, CancellationToken cancellationToken)
    {
        var values = new LineValues(chunk);
        var orders = new List<ToldOrder>();
        var rows = new List<Row>();
        foreach (var line in chunk.Lines)
        {
            if (Read(line, values, chunk) is not { } row)
                continue;
            if (rows.Count > 0 && rows[0].OrderId != row.OrderId)
                Close(rows, chunk, orders);
            rows.Add(row);
        }

        Close(rows, chunk, orders);
        return OrderStore.ApplyAsync(chunk, orders, connection, writes, cancellationToken);
    }

    /// <summary>Null: the line is refused.</summary>
    private static Row? Read(ImportLine line, LineValues values, ImportChunk chunk)
    {
        values.Of(line);
        var row = new Row(
            line, values.Needed(OrderLineColumn.OrderId), values.Time(OrderLineColumn.PlacedAt) ?? default, values.Text(OrderLineColumn.CustomerId), values.Text(OrderLineColumn.Email),
            values.Text(OrderLineColumn.Currency) ?? chunk.Settings.Currency, values.Text(OrderLineColumn.Country, 100), values.Needed(OrderLineColumn.Sku, 128),
            values.Text(OrderLineColumn.ProductName, 500), values.Number(OrderLineColumn.Quantity) ?? 0, values.Number(OrderLineColumn.UnitPrice) ?? 0,
            values.Text(OrderLineColumn.Batch, BatchCode.Longest), values.Time(OrderLineColumn.ShippedAt), values.Time(OrderLineColumn.DeliveredAt));
        values.Needed(OrderLineColumn.PlacedAt);
        values.Needed(OrderLineColumn.Quantity);
        values.Must(OrderLineColumn.OrderId, ExternalKey.IsExternalId(row.OrderId), "has more than 255 bytes or control characters");
        values.Must(OrderLineColumn.CustomerId, row.CustomerId is null || ExternalKey.IsExternalId(row.CustomerId), "has more than 255 bytes or control characters");
        values.Must(OrderLineColumn.Email, row.Email is null || ContactAddresses.Email(row.Email) is not null, "is not an email address");
        values.Must(OrderLineColumn.Currency, Money.IsCurrency(row.Currency), "is not three capital letters (ISO 4217)");
        values.Must(OrderLineColumn.ShippedAt, !(row.ShippedAt > row.DeliveredAt), "is later than delivered_at");
        values.Must(OrderLineColumn.Quantity, row.Quantity != 0 && Math.Abs(row.Quantity) <= LargestQuantity, "must not be 0");
        values.Must(OrderLineColumn.UnitPrice, values.Problem is not null || Math.Abs(row.Quantity * row.UnitPrice) <= Money.Largest, "is more than a million million, times the quantity");
        var (code, detail) = values.Problem is { } problem ? (ImportProblems.Invalid, problem)
            : row.UnitPrice < 0 ? (ImportProblems.NegativePrice, "A price is zero or more.")
            : row is { Quantity: < 0, UnitPrice: 0 } ? (ImportProblems.UnpricedNegative, "A negative quantity needs a price: what came back was paid for.")
            : ("", "");
        if (code.Length == 0)
            return row;
        chunk.Refuse(line, code, detail);
        return null;
    }

    /// <summary>Makes an order of the rows that were gathered, or refuses them.</summary>
    private static void Close(List<Row> rows, ImportChunk chunk, List<ToldOrder> orders)
    {
        foreach (var other in rows.Where(r => r.Currency != rows[0].Currency).ToList())
        {
            chunk.Refuse(other.Line, ImportProblems.OtherCurrency, $"The order began in {rows[0].Currency}.");
            rows.Remove(other);
        }

        if (rows.All(r => r.UnitPrice == 0))
            foreach (var row in rows)
                chunk.Refuse(row.Line, ImportProblems.NoValue, "No line of the order has a price.");
        else
            orders.Add(OrderOf(rows));
        rows.Clear();
    }

    private static ToldOrder OrderOf(List<Row> rows)
    {
        var first = rows[0];
        var isSale = rows.Exists(r => r.Quantity > 0);
        return new ToldOrder(
            first.OrderId, first.PlacedAt, rows.Find(r => r.CustomerId is not null)?.CustomerId, rows.Find(r => r.Email is not null)?.Email, first.Currency,
            rows.Find(r => r.Country is not null)?.Country)
        {
            IsSale = isSale,
            Sold = isSale ? [.. rows.Where(r => r.Quantity > 0).Select(r => r.Told)] : [],
            Returned = [.. rows.Where(r => r.Quantity < 0).Select(r => r.Told)],
        };
    }

    private sealed record Row(
        ImportLine Line, string OrderId, Instant PlacedAt, string? CustomerId, string? Email, string Currency, string? Country, string Sku, string? ProductName,
        decimal Quantity, decimal UnitPrice, string? Batch, Instant? ShippedAt, Instant? DeliveredAt)
    {
        public ToldLine Told => new(Sku, ProductName, Math.Abs(Quantity), UnitPrice, Batch, ShippedAt, DeliveredAt);
    }
}
