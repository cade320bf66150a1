namespace RetentionApi.Platform.Jobs;

/// <summary>
/// What time causes, for one merchant. May run twice, and beside itself in another instance: it takes its rows in batches with SKIP LOCKED, or holds a lock of the merchant's. What
/// takes more than one batch asks <see cref="JobPace"/> after each.
/// </summary>
internal interface IJob
{
    /// <summary>SQL: the ids of the merchants that have work at $1, as the worker sees them. One too many does no harm.</summary>
    static abstract string WhoHasWork { get; }

    Task<JobSummary> RunAsync(Guid merchantId, CancellationToken cancellationToken);
}

/// <summary>A job with its stable name and its times.</summary>
/// <param name="Cron">In UTC.</param>
internal sealed record RecurringJob(string Name, string Cron, string WhoHasWork, Func<IServiceProvider, Guid, CancellationToken, Task<JobSummary>> RunAsync)
{
    /// <summary>
    /// For all merchants together: less than the interval, so that a run that has more to do than it can is followed by the next one and not joined by it; and of a rare job not so
    /// long that the others wait for a worker.
    /// </summary>
    public TimeSpan TimeOfRun => Cron switch
    {
        RecurringJobs.EveryMinute => TimeSpan.FromSeconds(50),
        RecurringJobs.EveryFiveMinutes => TimeSpan.FromMinutes(4),
        _ => TimeSpan.FromMinutes(10),
    };
}

internal static class RecurringJobs
{
    public const string EveryMinute = "* * * * *", EveryFiveMinutes = "*/5 * * * *", EarlyInTheHour = "4 * * * *", Hourly = "17 * * * *", Nightly = "41 2 * * *", Mondays = "23 2 * * 1";

    /// <summary>For a job that finds out by itself who has work.</summary>
    public const string AllMerchants = "SELECT merchant_id FROM merchants WHERE $1::timestamptz IS NOT NULL";

    public static IServiceCollection AddRecurringJob<TJob>(this IServiceCollection services, string name, string cron)
        where TJob : class, IJob => services
        .AddScoped<TJob>()
        .AddSingleton(new RecurringJob(
            name, cron, TJob.WhoHasWork, (provider, merchantId, cancellationToken) => provider.GetRequiredService<TJob>().RunAsync(merchantId, cancellationToken)));
}
