using NodaTime;
using RetentionApi.Platform.Jobs;

namespace RetentionApi.Exports;

/// <summary>Every hour: exports that nobody may fetch any more.</summary>
internal sealed class ExpiredExportJob(JobBatches batches, IClock clock) : IJob
{
    private const string Expired = """
        WITH old AS MATERIALIZED (SELECT id FROM customer_exports WHERE merchant_id = $1 AND expires_at <= $3 LIMIT $2 FOR UPDATE SKIP LOCKED),
        gone AS (DELETE FROM customer_exports e USING old o WHERE e.merchant_id = $1 AND e.id = o.id RETURNING 1)
        SELECT count(*) FROM gone
        """;

    public static string WhoHasWork => RecurringJobs.AllMerchants;

    public async Task<JobSummary> RunAsync(Guid merchantId, CancellationToken cancellationToken) =>
        JobSummary.Of("exports", await batches.RunAsync(merchantId, Expired, cancellationToken, clock.GetCurrentInstant()));
}
