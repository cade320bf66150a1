using Npgsql;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Orders;

/// <summary>What the timeline tells of orders goes with them: of whom an order was taken for before, nothing of it is told any more.</summary>
internal static class OrderEntries
{
    /// <summary>Found among all that happened with one customer. What became of duties and cases stays where people acted on it.</summary>
    private const string Move = """
        WITH moved AS (
          DELETE FROM timeline_entries WHERE merchant_id = $1 AND customer_id = $2 AND subject_id = $4 AND kind IN ('orderPlaced', 'delivered', 'returned')
          RETURNING occurred_at, id, kind, subject_id, summary)
        INSERT INTO timeline_entries (merchant_id, customer_id, occurred_at, id, kind, subject_id, summary)
        SELECT $1, $3, occurred_at, id, kind, subject_id, summary FROM moved ON CONFLICT DO NOTHING
        """;

    /// <summary>Of those of the orders that another customer is told for than before.</summary>
    public static void AddMovedEntries(this NpgsqlBatch batch, Guid merchantId, IEnumerable<OrderToStore> orders)
    {
        foreach (var order in orders)
        {
            if (order is { CustomerId: { } holder, FormerCustomerId: { } former } && holder != former)
                batch.Add(Move, merchantId, former, holder, order.Id);
        }
    }
}
