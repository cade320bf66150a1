using System.Security.Cryptography;
using Npgsql;
using RetentionApi.Platform.EmbeddedPostgres;

namespace RetentionApi.Migrations;

/// <summary>How the database is reached.</summary>
/// <param name="Owner">The migrator's login; null where the schema is somebody else's concern.</param>
/// <param name="Application">The login of requests.</param>
/// <param name="Worker">The login of dispatcher, jobs and imports.</param>
internal sealed record DatabaseLogins(string? Owner, string Application, string Worker);

/// <summary>The private server of <c>./run</c> with its one database.</summary>
internal sealed class EmbeddedDatabase : IAsyncDisposable
{
    private const string Name = "retention";

    /// <summary>A buffer of a sixteenth of the memory, and checkpoints by the clock instead of every few seconds of writing: both bound how fast facts are stored.</summary>
    private static readonly Dictionary<string, string> Defaults = new()
    {
        ["shared_buffers"] = $"{Math.Clamp(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 16 >> 20, 128, 1024)}MB",
        ["max_wal_size"] = "4GB",
        ["checkpoint_timeout"] = "15min",
        ["wal_compression"] = "on",
    };

    private readonly PostgresCluster cluster;

    private EmbeddedDatabase(PostgresCluster cluster) => this.cluster = cluster;

    /// <summary>The application's and the worker's passwords are new at every start: the migrator sets them, and nobody has to keep them.</summary>
    public DatabaseLogins Logins => field ??= new DatabaseLogins(
        cluster.SuperuserConnectionString(Name),
        cluster.ConnectionString(Name, "retention_app", RandomNumberGenerator.GetHexString(32)),
        cluster.ConnectionString(Name, "retention_worker", RandomNumberGenerator.GetHexString(32)));

    /// <param name="settings">Of the server, by name, beside our own.</param>
    public static async Task<EmbeddedDatabase> StartAsync(string folder, CancellationToken cancellationToken, Dictionary<string, string>? settings = null)
    {
        var cluster = await PostgresCluster.StartAsync(folder, new Dictionary<string, string>(Defaults.Concat(settings ?? new())), cancellationToken);
        try
        {
            await CreateDatabaseUnlessThereAsync(cluster, cancellationToken);
            return new EmbeddedDatabase(cluster);
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    public ValueTask DisposeAsync() => cluster.DisposeAsync();

    private static async Task CreateDatabaseUnlessThereAsync(PostgresCluster cluster, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(cluster.SuperuserConnectionString() + ";Pooling=false");
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand($"CREATE DATABASE {Name}", connection);
        try
        {
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
        catch (PostgresException already) when (already.SqlState == PostgresErrorCodes.DuplicateDatabase)
        {
            // Every start but the first.
        }
    }
}
