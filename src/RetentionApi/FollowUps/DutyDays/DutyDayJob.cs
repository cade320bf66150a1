using RetentionApi.Platform.Jobs;

namespace RetentionApi.FollowUps.DutyDays;

/// <summary>Every five minutes: the days of which something has changed since they were counted.</summary>
internal sealed class DutyDayJob(DutyDayCounts counts, JobPace pace) : IJob
{
    public static string WhoHasWork => "SELECT m.merchant_id FROM merchants m WHERE EXISTS (SELECT 1 FROM duty_day_touches t WHERE t.merchant_id = m.merchant_id)";

    public async Task<JobSummary> RunAsync(Guid merchantId, CancellationToken cancellationToken) => JobSummary.Of("counted", await counts.RunAsync(merchantId, pace, cancellationToken));
}
