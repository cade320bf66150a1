using NodaTime;
using RetentionApi.Platform.Jobs;

namespace RetentionApi.Risk;

/// <summary>Every Monday: asks for a fit of each merchant that has orders.</summary>
internal sealed class WeeklyFitJob(ChurnFitJob fits, IClock clock) : IJob
{
    public static string WhoHasWork => RecurringJobs.AllMerchants;

    public async Task<JobSummary> RunAsync(Guid merchantId, CancellationToken cancellationToken) =>
        JobSummary.Of("fitsAskedFor", await fits.RunAsync(merchantId, clock.GetCurrentInstant(), cancellationToken) ? 1 : 0);
}
