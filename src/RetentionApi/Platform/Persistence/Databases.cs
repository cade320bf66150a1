using Npgsql;

namespace RetentionApi.Platform.Persistence;

/// <summary>One pool for each kind of work, so that none can starve another.</summary>
internal sealed class Databases : IAsyncDisposable
{
    private const int RequestConnections = 40, DispatcherConnections = 4, JobConnections = 12, HangfireConnections = 8, ImportConnections = 2;

    public Databases(string application, string worker)
    {
        Requests = Build(application, "requests", RequestConnections);
        Dispatcher = Build(worker, "dispatcher", DispatcherConnections);
        Jobs = Build(worker, "jobs", JobConnections);
        Hangfire = Build(worker, "hangfire", HangfireConnections, isOurs: false);
        Imports = Build(worker, "imports", ImportConnections);
    }

    /// <summary>As <c>retention_app</c>.</summary>
    public NpgsqlDataSource Requests { get; }

    /// <summary>As <c>retention_worker</c>.</summary>
    public NpgsqlDataSource Dispatcher { get; }

    /// <summary>As <c>retention_worker</c>.</summary>
    public NpgsqlDataSource Jobs { get; }

    /// <summary>As <c>retention_worker</c>, for Hangfire's own tables, which it reads as plain <see cref="DateTime"/>.</summary>
    public NpgsqlDataSource Hangfire { get; }

    /// <summary>As <c>retention_worker</c>.</summary>
    public NpgsqlDataSource Imports { get; }

    public async ValueTask DisposeAsync()
    {
        await Requests.DisposeAsync();
        await Dispatcher.DisposeAsync();
        await Jobs.DisposeAsync();
        await Hangfire.DisposeAsync();
        await Imports.DisposeAsync();
    }

    private static NpgsqlDataSource Build(string connectionString, string purpose, int connections, bool isOurs = true)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString)
        {
            ApplicationName = $"retention-{purpose}",
            MaxPoolSize = connections,
            MaxAutoPrepare = 100,
            AutoPrepareMinUsages = 2,
            NoResetOnClose = isOurs,
        };
        var builder = new NpgsqlDataSourceBuilder(settings.ConnectionString) { Name = purpose };
        if (isOurs)
            builder.UseNodaTime();
        return builder.Build();
    }
}
