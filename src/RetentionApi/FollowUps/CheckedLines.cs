using NodaTime;
using Npgsql;
using RetentionApi.Domain.FollowUps;
using RetentionApi.Domain.Orders;
using RetentionApi.Merchants;
using RetentionApi.Platform.Persistence;
using RetentionApi.Relationships;

namespace RetentionApi.FollowUps;

/// <summary>When the lines that a check asks after were delivered. The derivation knows it too, from all facts of the customer; a decision waits for these alone.</summary>
internal static class CheckedLines
{
    /// <summary>$3 lines, once for each delivery that brings them: with their order, and what is kept of them.</summary>
    private static readonly string Lines = CustomerFactStatements.Members + $"""
        SELECT o.id, o.source, o.placed_at, o.currency, o.created_at, o.status, o.payment, o.is_test, l.id, l.number, l.quantity - COALESCE((
            SELECT sum(q.quantity) FROM returns r CROSS JOIN LATERAL unnest(r.line_numbers, r.quantities) AS q(number, quantity)
            WHERE r.merchant_id = $1 AND r.order_id = o.id AND q.number = l.number), 0),
          d.id, d.promised_at, d.delivered_at
        FROM {CustomerFactStatements.Of("orders o", "o.customer_id")} {CustomerFactStatements.OfEach("order_lines l", "l.order_id", "o.id")}
        LEFT JOIN LATERAL (SELECT d.* FROM deliveries d WHERE d.merchant_id = $1 AND d.order_id = o.id OFFSET 0) d ON d.line_numbers IS NULL OR l.number = ANY(d.line_numbers)
        WHERE l.id = ANY($3)
        """;

    /// <summary>In the transaction of a decision: when the first of those that are kept was delivered, or is assumed to be; null where there is none, and for duties other than checks.</summary>
    public static async Task<Instant?> FirstDeliveryAsync(this RetentionDbContext db, FollowUp followUp, CancellationToken cancellationToken)
    {
        if (followUp.Kind is not FollowUpKind.QualityCheck)
            return null;
        await using var batch = db.Batch();
        MerchantSettings.Add(batch, db.MerchantId);
        batch.Add(Lines, db.MerchantId, new[] { followUp.CustomerId }, followUp.OrderLineIds.ToArray());
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        var policy = (await MerchantSettings.ReadAsync(reader, db.MerchantId, cancellationToken)).Policy;
        var lines = await new ResultSets(reader, cancellationToken).NextAsync(row => (Order: ReadLine(row), Delivery: ReadDelivery(row)));
        return lines.GroupBy(l => l.Order.Lines[0].Id)
            .Select(line => line.First().Order with { Deliveries = [.. line.Select(l => l.Delivery).OfType<Delivery>()] })
            .SelectMany(order => DeliveredLine.KeptOf(order, policy)).Min(kept => (Instant?)kept.DeliveredAt);
    }

    /// <summary>Its order, with nothing in it but what is kept of this line.</summary>
    private static Order ReadLine(NpgsqlDataReader row) => new()
    {
        Id = row.GetGuid(0),
        Source = row.GetString(1),
        PlacedAt = row.GetFieldValue<Instant>(2),
        Currency = row.GetString(3),
        RecordedAt = row.GetFieldValue<Instant>(4),
        Status = EnumWords.Parse<OrderStatus>(row.GetString(5)),
        Payment = EnumWords.Parse<PaymentStatus>(row.GetString(6)),
        IsTest = row.GetBoolean(7),
        Lines = [new OrderLine(row.GetGuid(8), row.GetInt32(9), ProductId: null, row.GetDecimal(10), UnitPrice: 0, Batch: null)],
    };

    private static Delivery? ReadDelivery(NpgsqlDataReader row) =>
        row.ValueOrNull<Guid>(11) is { } id ? new Delivery(id, LineNumbers: null, row.ValueOrNull<Instant>(12), row.ValueOrNull<Instant>(13)) : null;
}
