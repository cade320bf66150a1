using System.Security.Cryptography;
using Npgsql;
using RetentionApi.Migrations;
using RetentionApi.Platform.EmbeddedPostgres;
using RetentionApi.Tests.Support;
using Testcontainers.PostgreSql;

[assembly: AssemblyFixture(typeof(TestDatabaseServer))]

namespace RetentionApi.Tests.Support;

/// <summary>
/// One PostgreSQL for the whole run, started by the first class that wants a database: the one RETENTION_TEST_DATABASE names (a superuser's
/// connection string); else a container where an engine answers; else a private cluster of the programs installed here.
/// It holds one migrated template, of which every class gets a copy.
/// </summary>
public sealed class TestDatabaseServer : IAsyncDisposable
{
    private const string Template = "retention_template_";

    /// <summary>Nothing here has to survive a power cut, and nothing is alive long enough to need a vacuum.</summary>
    private static readonly Dictionary<string, string> Fast = new()
    {
        ["fsync"] = "off",
        ["synchronous_commit"] = "off",
        ["full_page_writes"] = "off",
        ["autovacuum"] = "off",
        ["wal_level"] = "minimal",
        ["max_wal_senders"] = "0",
        ["jit"] = "off",
        ["max_connections"] = "400",
    };

    private readonly string run = RandomNumberGenerator.GetHexString(8, lowercase: true);
    private readonly Lazy<Task<string>> superuser;
    private Func<Task> stop = () => Task.CompletedTask;
    private int databases;

    public TestDatabaseServer() => superuser = new(StartAsync);

    /// <returns>A superuser's connection string to a new database that is like the template.</returns>
    public async Task<string> CloneAsync()
    {
        var login = new NpgsqlConnectionStringBuilder(await superuser.Value);
        var clone = $"retention_test_{run}_{Interlocked.Increment(ref databases)}";
        await ExecuteAsync(login.ConnectionString, $"CREATE DATABASE {clone} TEMPLATE {Template}{run} STRATEGY FILE_COPY");
        login.Database = clone;
        return login.ConnectionString;
    }

    public async Task DropAsync(string database) => await ExecuteAsync(await superuser.Value, $"DROP DATABASE {database} WITH (FORCE)");

    /// <summary>The same server and database by another login; its password is its name.</summary>
    public static string LoginAs(string role, string connectionString) =>
        new NpgsqlConnectionStringBuilder(connectionString) { Username = role, Password = role }.ConnectionString;

    public async ValueTask DisposeAsync()
    {
        if (!superuser.IsValueCreated) return;
        await DropAsync(Template + run);
        await stop();
    }

    private async Task<string> StartAsync()
    {
        var server = await StartServerAsync();
        await ExecuteAsync(server, $"CREATE DATABASE {Template}{run}");
        var template = new NpgsqlConnectionStringBuilder(server) { Database = Template + run, Pooling = false }.ConnectionString;
        await SchemaMigration.MigrateAsync(template, LoginAs("retention_app", template), LoginAs("retention_worker", template), CancellationToken.None);
        return server;
    }

    private async Task<string> StartServerAsync()
    {
        if (Environment.GetEnvironmentVariable("RETENTION_TEST_DATABASE") is { Length: > 0 } given) return given;
        return await ContainerEngine.AnswersAsync() ? await StartContainerAsync() : await StartClusterAsync();
    }

    private async Task<string> StartContainerAsync()
    {
        var settings = Fast.SelectMany(setting => new[] { "-c", $"{setting.Key}={setting.Value}" });
        var container = new PostgreSqlBuilder("postgres:15").WithCommand([.. settings])
            .WithEnvironment("POSTGRES_INITDB_ARGS", "--encoding=UTF8 --lc-collate=C --lc-ctype=C.UTF-8").Build();
        stop = () => container.DisposeAsync().AsTask();
        await container.StartAsync();
        return container.GetConnectionString();
    }

    private async Task<string> StartClusterAsync()
    {
        var folder = Directory.CreateTempSubdirectory("retention-tests-").FullName;
        var cluster = await PostgresCluster.StartAsync(folder, Fast, CancellationToken.None);
        stop = async () =>
        {
            await cluster.DisposeAsync();
            Directory.Delete(folder, recursive: true);
        };
        return cluster.SuperuserConnectionString();
    }

    private static async Task ExecuteAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        // Making and dropping a database waits for a checkpoint of the whole cluster: on a loaded machine that can take longer than the usual 30 s.
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 300 };
        await command.ExecuteNonQueryAsync();
    }
}
