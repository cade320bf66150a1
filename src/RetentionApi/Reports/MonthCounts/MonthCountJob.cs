using RetentionApi.Platform.Jobs;

namespace RetentionApi.Reports.MonthCounts;

/// <summary>Every hour: the months of merchants of whose customers anything changed since they were counted, and of all others once a day, for orders that are nobody's touch no customer.</summary>
internal sealed class MonthCountJob(MonthCounter counter) : IJob
{
    /// <summary>What carries the time of before the count may have been committed after it: some minutes are looked at twice.</summary>
    public static string WhoHasWork => """
        SELECT m.merchant_id FROM merchants m LEFT JOIN month_counts c ON c.merchant_id = m.merchant_id
        WHERE c.counted_at IS NULL OR c.counted_at < $1 - interval '1 day'
          OR EXISTS (SELECT FROM customer_standings s WHERE s.merchant_id = m.merchant_id AND s.touched_at > c.counted_at - interval '5 minutes')
        """;

    public async Task<JobSummary> RunAsync(Guid merchantId, CancellationToken cancellationToken)
    {
        await counter.RunAsync(merchantId, cancellationToken);
        return JobSummary.Of("counted", 1);
    }
}
