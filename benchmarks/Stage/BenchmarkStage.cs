using NodaTime;
using Npgsql;
using RetentionApi.Migrations;
using RetentionApi.Platform.Security;

namespace RetentionApi.Benchmarks.Stage;

/// <summary>What everything is measured on: a private server with a filled merchant, in a folder such as <c>./run</c> makes.</summary>
internal sealed class BenchmarkStage : IAsyncDisposable
{
    /// <summary>The collector's log is what requests are recorded from; all else is as in the product.</summary>
    private static readonly Dictionary<string, string> Settings = new()
    {
        ["logging_collector"] = "on",
        ["log_destination"] = "jsonlog",
        ["log_error_verbosity"] = "default",
    };

    private EmbeddedDatabase? database;

    private BenchmarkStage(BenchmarkOptions options, string folder) => (Options, Folder) = (options, folder);

    public BenchmarkOptions Options { get; }

    public string Folder { get; }

    /// <summary>As superuser, whom no policy binds.</summary>
    public NpgsqlDataSource Owner { get; private set; } = null!;

    public DatabaseLogins Logins => database!.Logins;

    public FilledMerchant Filling { get; private set; } = null!;

    public string Key { get; private set; } = "";

    /// <summary>The folder of PostgreSQL's programs.</summary>
    public string Programs { get; private set; } = "";

    private string DatabaseFolder => Path.Combine(Folder, "postgres");

    public string ServerLogs => Path.Combine(DatabaseFolder, "cluster", "log");

    public int PostmasterId => int.Parse(File.ReadLines(Path.Combine(DatabaseFolder, "cluster", "postmaster.pid")).First(), System.Globalization.CultureInfo.InvariantCulture);

    public static async Task<BenchmarkStage> SetAsync(BenchmarkOptions options, string folder, CancellationToken cancellationToken)
    {
        var stage = new BenchmarkStage(options, folder);
        try
        {
            await stage.StartAsync(cancellationToken);
            return stage;
        }
        catch
        {
            await stage.DisposeAsync();
            throw;
        }
    }

    /// <param name="options">The service's own, such as <see cref="MeasuredService.WithoutDispatcher"/>.</param>
    public Task<MeasuredService> StartServiceAsync(CancellationToken cancellationToken, params string[] options) => MeasuredService.StartAsync(this, options, cancellationToken);

    /// <summary>What earlier figures left behind is not this one's.</summary>
    public Task EmptyOutboxAsync(CancellationToken cancellationToken) => this.RunAsync("TRUNCATE outbox_messages", cancellationToken);

    /// <summary>For what needs the database's folder to itself.</summary>
    public async Task StopDatabaseAsync()
    {
        if (database is null)
            return;
        await Owner.DisposeAsync();
        await database.DisposeAsync();
        database = null;
    }

    public async ValueTask DisposeAsync() => await StopDatabaseAsync();

    private async Task StartAsync(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Folder);
        database = await EmbeddedDatabase.StartAsync(DatabaseFolder, cancellationToken, Settings);
        Owner = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(Logins.Owner) { CommandTimeout = 0, KeepAlive = 0 });
        Programs = await this.AskAsync<string>("SELECT setting FROM pg_config WHERE name = 'BINDIR'", cancellationToken);
        await SchemaMigration.MigrateAsync(Logins.Owner!, Logins.Application, Logins.Worker, cancellationToken);
        var keyFile = Path.Combine(Folder, "key");
        await FirstMerchant.ProvisionAsync(Logins.Owner!, SystemClock.Instance.GetCurrentInstant(), key => SecretFile.WriteAsync(keyFile, key, cancellationToken), cancellationToken);
        Key = (await File.ReadAllTextAsync(keyFile, cancellationToken)).Trim();
        Filling = await FilledMerchant.EnsureAsync(this, cancellationToken);
    }
}
