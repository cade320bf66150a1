using NodaTime;
using RetentionApi.Platform.Jobs;

namespace RetentionApi.CustomerPages;

/// <summary>Every hour: links that expired long ago. Until then who comes late is told so.</summary>
internal sealed class ExpiredLinkJob(JobBatches batches, IClock clock) : IJob
{
    private static readonly Duration Stay = Duration.FromDays(90);

    private const string Expired = """
        WITH old AS MATERIALIZED (SELECT id FROM customer_links WHERE merchant_id = $1 AND expires_at <= $3 LIMIT $2 FOR UPDATE SKIP LOCKED),
        gone AS (DELETE FROM customer_links l USING old o WHERE l.merchant_id = $1 AND l.id = o.id RETURNING 1)
        SELECT count(*) FROM gone
        """;

    public static string WhoHasWork => RecurringJobs.AllMerchants;

    public async Task<JobSummary> RunAsync(Guid merchantId, CancellationToken cancellationToken) =>
        JobSummary.Of("links", await batches.RunAsync(merchantId, Expired, cancellationToken, clock.GetCurrentInstant() - Stay));
}
