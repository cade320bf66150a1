using NodaTime;
using RetentionApi.Merchants;
using RetentionApi.Platform.Jobs;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Customers;

/// <summary>Every night: <see cref="AbsentVisitors"/> are removed with everything. The policy says how long they stay.</summary>
internal sealed class AbsentVisitorJob(MerchantDatabases databases, AbsentVisitors visitors, IClock clock) : IJob
{
    public static string WhoHasWork => RecurringJobs.AllMerchants;

    public async Task<JobSummary> RunAsync(Guid merchantId, CancellationToken cancellationToken)
    {
        var now = clock.GetCurrentInstant();
        var stay = (await MerchantSettings.ReadAsync(databases.JobScope(merchantId), cancellationToken)).Policy.AbsentVisitorsStay;
        for (var removed = 0L; ;)
        {
            var count = await visitors.ForgetAsync(merchantId, now - stay, now, cancellationToken);
            removed += count;
            if (count < AbsentVisitors.BatchSize)
                return JobSummary.Of("removed", removed);
        }
    }
}
