using NodaTime;
using RetentionApi.Platform.Jobs;

namespace RetentionApi.Risk;

/// <summary>Every hour, for each merchant begins its day at another: who crosses a threshold today, and who is reminded of them. Run again on the same day it finds nobody left.</summary>
internal sealed class RiskCrossingJob(RiskCrossings crossings, JobPace pace, IClock clock) : IJob
{
    public static string WhoHasWork => RecurringJobs.AllMerchants;

    public async Task<JobSummary> RunAsync(Guid merchantId, CancellationToken cancellationToken)
    {
        var done = await crossings.RunAsync(merchantId, pace, clock.GetCurrentInstant(), cancellationToken);
        return JobSummary.Of("cooling", done.Cooling) + JobSummary.Of("high", done.High) + JobSummary.Of("lost", done.Lost)
            + JobSummary.Of("reminded", done.Reminded) + JobSummary.Of("waiting", done.Waiting);
    }
}
