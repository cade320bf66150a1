using NodaTime;
using RetentionApi.Merchants;
using RetentionApi.Platform.Jobs;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Customers;

/// <summary>Every night: <see cref="AbsentVisitors"/> are removed with everything. The policy says how long they stay.</summary>
internal sealed class AbsentVisitorJob(MerchantDatabases databases, AbsentVisitors visitors, JobPace pace, IClock clock) : IJob
{
    public static string WhoHasWork => RecurringJobs.AllMerchants;

    public async Task<JobSummary> RunAsync(Guid merchantId, CancellationToken cancellationToken)
    {
        var now = clock.GetCurrentInstant();
        var stay = (await MerchantSettings.ReadAsync(databases.JobScope(merchantId), cancellationToken)).Policy.AbsentVisitorsStay;
        return JobSummary.Of("removed", await pace.RunAsync(() => visitors.ForgetAsync(merchantId, now - stay, now, cancellationToken), cancellationToken));
    }
}
