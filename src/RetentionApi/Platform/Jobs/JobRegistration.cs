using Hangfire;
using Hangfire.PostgreSql;
using Npgsql;
using RetentionApi.Platform.Operations;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Platform.Jobs;

internal static class JobRegistration
{
    /// <param name="configuration">Section <c>Jobs</c>.</param>
    public static IServiceCollection AddJobs(this IServiceCollection services, IConfiguration configuration)
    {
        var options = configuration.GetSection("Jobs").Get<JobOptions>() ?? new JobOptions();
        services.AddSingleton(options)
            .AddSingleton<JobRunner>()
            .AddSingleton(TimeProvider.System)
            .AddScoped<JobPace>()
            .AddScoped<JobBatches>()
            .AddSingleton<IOperationWork, JobWork>()
            .AddScoped<HangfireJob>()
            .AddRecurringJob<PurgeJob>("purge", RecurringJobs.Hourly);
        services.AddSingleton<DashboardPass>();
        services.AddHangfire((provider, hangfire) => hangfire
            .UseSimpleAssemblyNameTypeSerializer()
            .UseRecommendedSerializerSettings()
            .UsePostgreSqlStorage(storage => storage.UseConnectionFactory(new HangfireConnections(provider)), Storage));
        if (options.Server)
        {
            services.AddHangfireServer(server => server.WorkerCount = options.Workers);
            services.AddHostedService<JobSchedule>();
        }

        return services;
    }

    /// <summary>The migrator makes the tables. Long polling would hold a connection for LISTEN, which pgbouncer cannot pass on.</summary>
    private static PostgreSqlStorageOptions Storage => new()
    {
        PrepareSchemaIfNecessary = false,
        EnableLongPolling = false,
        UseSlidingInvisibilityTimeout = true,
        QueuePollInterval = TimeSpan.FromSeconds(5),
    };

    /// <summary>Asks for the pool only when a connection is wanted, so that the service can be described without a database.</summary>
    private sealed class HangfireConnections(IServiceProvider provider) : IConnectionFactory
    {
        public NpgsqlConnection GetOrCreateConnection() => provider.GetRequiredService<Databases>().Hangfire.CreateConnection();
    }
}
