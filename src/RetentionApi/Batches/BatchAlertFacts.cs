using NodaTime;
using Npgsql;
using RetentionApi.Domain.Batches;
using RetentionApi.Relationships;

namespace RetentionApi.Batches;

/// <summary>Confirmed alerts as the spine reads them: all about products that any of the persons bought by batch, few as they are.</summary>
internal static class BatchAlertFacts
{
    public static readonly string Statement = CustomerFactStatements.Members + $"""
        SELECT a.id, a.product_id, a.batch, a.decided_at
        FROM (SELECT DISTINCT l.product_id FROM {CustomerFactStatements.Of("orders o", "o.customer_id")} {CustomerFactStatements.OfEach("order_lines l", "l.order_id", "o.id")} WHERE l.batch IS NOT NULL) bought
        {CustomerFactStatements.OfEach("batch_alerts a", "a.product_id", "bought.product_id")} WHERE a.status = 'confirmed' ORDER BY a.decided_at, a.id
        """;

    public static BatchAlertRecord Read(NpgsqlDataReader row) => new(row.GetGuid(0), row.GetGuid(1), row.GetString(2), row.GetFieldValue<Instant>(3));
}
