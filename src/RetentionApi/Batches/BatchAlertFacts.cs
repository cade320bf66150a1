using NodaTime;
using Npgsql;
using RetentionApi.Domain.Batches;
using RetentionApi.Relationships;

namespace RetentionApi.Batches;

/// <summary>Confirmed alerts as the spine reads them: all about products that any of the persons bought by batch, few as they are.</summary>
internal static class BatchAlertFacts
{
    public const string Statement = CustomerFactStatements.Members + $"""
        SELECT a.id, a.product_id, a.batch, a.decided_at FROM batch_alerts a
        WHERE a.merchant_id = $1 AND a.status = 'confirmed' AND a.product_id = ANY(ARRAY(
          SELECT l.product_id FROM orders o JOIN order_lines l ON l.merchant_id = $1 AND l.order_id = o.id
          WHERE o.merchant_id = $1 AND o.customer_id = {CustomerFactStatements.Ids} AND l.batch IS NOT NULL))
        ORDER BY a.decided_at, a.id
        """;

    public static BatchAlertRecord Read(NpgsqlDataReader row) => new(row.GetGuid(0), row.GetGuid(1), row.GetString(2), row.GetFieldValue<Instant>(3));
}
