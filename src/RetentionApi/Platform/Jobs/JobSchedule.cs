using Hangfire;
using Hangfire.Common;

namespace RetentionApi.Platform.Jobs;

/// <summary>Tells Hangfire of the recurring jobs when an instance starts; every instance says the same under the same names.</summary>
internal sealed class JobSchedule(IRecurringJobManager manager, IEnumerable<RecurringJob> jobs, JobOptions options) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var job in options.Server ? jobs : [])
            manager.AddOrUpdate(job.Name, Job.FromExpression<HangfireJob>(h => h.RunAsync(job.Name, CancellationToken.None)), job.Cron, new RecurringJobOptions { TimeZone = TimeZoneInfo.Utc });
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
