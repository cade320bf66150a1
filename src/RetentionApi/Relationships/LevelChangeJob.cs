using NodaTime;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Jobs;
using RetentionApi.Platform.Outbox;

namespace RetentionApi.Relationships;

/// <summary>Every minute: customers whose level time alone has changed are derived anew. A customer with a message waiting is looked at anyway.</summary>
internal sealed class LevelChangeJob(JobBatches batches, IClock clock) : IJob
{
    /// <summary>A merged customer stands where their survivor stands.</summary>
    private const string Changed = """
        NOT EXISTS (SELECT 1 FROM outbox_messages o WHERE o.merchant_id = s.merchant_id AND o.customer_id = s.customer_id)
        AND NOT EXISTS (SELECT 1 FROM customer_aliases a WHERE a.merchant_id = s.merchant_id AND a.customer_id = s.customer_id)
        """;

    /// <summary>The worker sees no aliases before it acts as a merchant; one too many is found here, and nothing to do there.</summary>
    public static string WhoHasWork =>
        "SELECT m.merchant_id FROM merchants m WHERE EXISTS (SELECT 1 FROM customer_standings s WHERE s.merchant_id = m.merchant_id AND s.level_changes_at <= $1)";

    private const string Statement = $"""
        WITH work AS MATERIALIZED (
          SELECT s.customer_id FROM customer_standings s WHERE s.merchant_id = $1 AND s.level_changes_at <= $3 AND {Changed} LIMIT $2 FOR UPDATE OF s SKIP LOCKED),
        asked AS (
          INSERT INTO outbox_messages (merchant_id, customer_id, id, kind, occurred_at, due_at, attempts)
          SELECT $1, customer_id, $4, $5, $3, $3, 0 FROM work ON CONFLICT DO NOTHING RETURNING customer_id)
        SELECT count(*) FROM asked
        """;

    public async Task<JobSummary> RunAsync(Guid merchantId, CancellationToken cancellationToken)
    {
        var now = clock.GetCurrentInstant();
        return JobSummary.Of("recomputes", await batches.RunAsync(merchantId, Statement, cancellationToken, now, Ids.New(now), (short)OutboxKind.Recompute));
    }
}
