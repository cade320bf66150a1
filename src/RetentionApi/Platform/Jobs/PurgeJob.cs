using NodaTime;

namespace RetentionApi.Platform.Jobs;

/// <summary>Every hour: what nobody needs any more.</summary>
internal sealed class PurgeJob(JobBatches batches, IClock clock) : IJob
{
    private static readonly Duration ParkedStay = Duration.FromDays(90), OperationsStay = Duration.FromDays(90);

    private const string ExpiredKeys = """
        WITH old AS MATERIALIZED (SELECT operation, key FROM idempotency_keys WHERE merchant_id = $1 AND expires_at <= $3 LIMIT $2 FOR UPDATE SKIP LOCKED),
        gone AS (DELETE FROM idempotency_keys k USING old o WHERE k.merchant_id = $1 AND k.operation = o.operation AND k.key = o.key RETURNING 1)
        SELECT count(*) FROM gone
        """;

    private const string ParkedMessages = """
        WITH old AS MATERIALIZED (SELECT customer_id, id FROM outbox_messages WHERE merchant_id = $1 AND parked_at <= $3 LIMIT $2 FOR UPDATE SKIP LOCKED),
        gone AS (DELETE FROM outbox_messages m USING old o WHERE m.merchant_id = $1 AND m.customer_id = o.customer_id AND m.id = o.id RETURNING 1)
        SELECT count(*) FROM gone
        """;

    private const string EndedOperations = """
        WITH old AS MATERIALIZED (SELECT id FROM operations WHERE merchant_id = $1 AND ended_at <= $3 LIMIT $2 FOR UPDATE SKIP LOCKED),
        gone AS (DELETE FROM operations p USING old o WHERE p.merchant_id = $1 AND p.id = o.id RETURNING 1)
        SELECT count(*) FROM gone
        """;

    public static string WhoHasWork => RecurringJobs.AllMerchants;

    public async Task<JobSummary> RunAsync(Guid merchantId, CancellationToken cancellationToken)
    {
        var now = clock.GetCurrentInstant();
        return JobSummary.Of("idempotencyKeys", await batches.RunAsync(merchantId, ExpiredKeys, cancellationToken, now))
            + JobSummary.Of("parkedMessages", await batches.RunAsync(merchantId, ParkedMessages, cancellationToken, now - ParkedStay))
            + JobSummary.Of("operations", await batches.RunAsync(merchantId, EndedOperations, cancellationToken, now - OperationsStay));
    }
}
