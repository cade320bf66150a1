using NodaTime;
using RetentionApi.Domain.Customers;
using RetentionApi.Domain.Orders;

namespace RetentionApi.Domain.Batches;

/// <summary>A confirmed alert, as a customer's duties look at it.</summary>
public sealed record BatchAlertRecord(Guid Id, Guid ProductId, string Batch, Instant ConfirmedAt)
{
    /// <summary>The lines of the customer's standing orders that are of this batch, the earliest order first.</summary>
    public IEnumerable<(Order Order, OrderLine Line)> LinesOf(CustomerRecord record) => record.Orders
        .Where(o => o.IsStanding).OrderBy(o => o.PlacedAt).ThenBy(o => o.Id)
        .SelectMany(o => o.Lines.Where(line => line.ProductId == ProductId && line.Batch == Batch), (order, line) => (order, line));
}
