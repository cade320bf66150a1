using Npgsql;
using RetentionApi.Customers;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.Orders;
using RetentionApi.Platform.Http;

namespace RetentionApi.Imports.Applying;

/// <summary>Orders of which only the whole is known: a line each, without what was in them.</summary>
internal sealed class OrderChunks : IChunkApplication
{
    public ImportKind Kind => ImportKind.Orders;

    public Task ApplyAsync(ImportChunk chunk, NpgsqlConnection connection, NpgsqlBatch writes, CancellationToken cancellationToken)
    {
        var values = new LineValues(chunk);
        var orders = new List<ToldOrder>();
        foreach (var line in chunk.Lines)
        {
            var order = Read(values.Of(line), chunk.Settings.Currency);
            if (values.Problem is { } problem)
                chunk.Refuse(line, ImportProblems.Invalid, problem);
            else
                orders.Add(order);
        }

        return OrderStore.ApplyAsync(chunk, orders, connection, writes, cancellationToken);
    }

    private static ToldOrder Read(LineValues values, string currency)
    {
        var order = new ToldOrder(
            values.Needed(OrderColumn.OrderId), values.Time(OrderColumn.PlacedAt) ?? default, values.Text(OrderColumn.CustomerId), values.Text(OrderColumn.Email),
            values.Text(OrderColumn.Currency) ?? currency, null)
        {
            Total = values.Number(OrderColumn.Total) ?? 0,
            Status = values.Text(OrderColumn.Status) is "cancelled" ? OrderStatus.Cancelled : OrderStatus.Placed,
            IsTest = values.Text(OrderColumn.Test) is "true" or "1",
        };
        values.Needed(OrderColumn.PlacedAt);
        values.Needed(OrderColumn.Total);
        values.Must(OrderColumn.OrderId, ExternalKey.IsExternalId(order.ExternalId), "has more than 255 bytes or control characters");
        values.Must(OrderColumn.CustomerId, order.CustomerId is null || ExternalKey.IsExternalId(order.CustomerId), "has more than 255 bytes or control characters");
        values.Must(OrderColumn.Email, order.Email is null || ContactAddresses.Email(order.Email) is not null, "is not an email address");
        values.Must(OrderColumn.Currency, Money.IsCurrency(order.Currency), "is not three capital letters (ISO 4217)");
        values.Must(OrderColumn.Total, order.Total >= 0, "must not be negative");
        values.Must(OrderColumn.Status, values.Text(OrderColumn.Status) is null or "placed" or "cancelled", "is placed or cancelled");
        values.Must(OrderColumn.Test, values.Text(OrderColumn.Test) is null or "true" or "false" or "1" or "0", "is true or false");
        return order;
    }
}
