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

    private readonly PostgresCluster cluster;

    private EmbeddedDatabase(PostgresCluster cluster) => this.cluster = cluster;

    /// <summary>The application's and the worker's passwords are new at every start: the migrator sets them, and nobody has to keep them.</summary>
    public DatabaseLogins Logins => field ??= new DatabaseLogins(
        cluster.SuperuserConnectionString(Name),
        cluster.ConnectionString(Name, "retention_app", RandomNumberGenerator.GetHexString(32)),
        cluster.ConnectionString(Name, "retention_worker", RandomNumberGenerator.GetHexString(32)));

    /// <param name="settings">Of the server, by name.</param>
    public static async Task<EmbeddedDatabase> StartAsync(string folder, CancellationToken cancellationToken, IReadOnlyDictionary<string, string>? settings = null)
    {
        var cluster = await PostgresCluster.StartAsync(folder, settings ?? new Dictionary<string, string>(), cancellationToken);
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
