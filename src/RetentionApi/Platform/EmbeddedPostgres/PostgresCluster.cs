using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace RetentionApi.Platform.EmbeddedPostgres;

/// <summary>A private PostgreSQL server on a free loopback port, with its data in a folder of ours. It lives until it is disposed of or our process ends.</summary>
internal sealed class PostgresCluster : IAsyncDisposable
{
    private const string Superuser = "postgres";
    private static readonly TimeSpan PatienceWithShutdown = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly DataFolder folder;
    private readonly ServerProcess server;
    private readonly string password;

    private PostgresCluster(DataFolder folder, ServerProcess server, int port, string password) =>
        (this.folder, this.server, Port, this.password) = (folder, server, port, password);

    public int Port { get; }

    /// <summary>Makes the cluster if the folder has none, and starts it; done when it accepts connections.</summary>
    /// <param name="path">Made if absent. Everything in it is ours.</param>
    /// <param name="settings">Server settings by name, such as <c>fsync</c> = <c>off</c>.</param>
    /// <param name="cancellationToken">Cancelled, nothing is left running.</param>
    /// <exception cref="PostgresClusterException">There are no programs of PostgreSQL, the folder is in use, or the server does not start.</exception>
    public static async Task<PostgresCluster> StartAsync(string path, IReadOnlyDictionary<string, string> settings, CancellationToken cancellationToken)
    {
        if (OperatingSystem.IsWindows()) throw new PostgresClusterException("The embedded database runs on Linux and macOS; here, set ConnectionStrings__Retention.");
        var folder = DataFolder.Hold(path);
        try
        {
            var binaries = await FindBinariesAsync(folder.ClusterVersion, cancellationToken);
            var user = ServerUser.WhenRoot();
            var password = await folder.EnsurePasswordAsync(cancellationToken);
            var isDurable = settings.GetValueOrDefault("fsync") != "off";
            if (folder.ClusterVersion is null) await ClusterMaker.MakeAsync(folder, binaries, user, Superuser, isDurable, cancellationToken);
            await EndPredecessorAsync(folder, cancellationToken);
            var port = FreePort();
            var server = await StartServerAsync(folder, ServerCommand(folder, binaries, user, port, settings), cancellationToken);
            return new PostgresCluster(folder, server, port, password);
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    public string SuperuserConnectionString(string database = "postgres") => ConnectionString(database, Superuser, password);

    public string ConnectionString(string database, string user, string userPassword) =>
        new NpgsqlConnectionStringBuilder { Host = "127.0.0.1", Port = Port, Database = database, Username = user, Password = userPassword }.ConnectionString;

    public async ValueTask DisposeAsync()
    {
        using var patience = new CancellationTokenSource(PatienceWithShutdown);
        await server.StopAsync(patience.Token);
        server.Dispose();
        folder.Dispose();
    }

    private static async Task<PostgresBinaries> FindBinariesAsync(int? version, CancellationToken cancellationToken) =>
        await PostgresBinaries.FindAsync(version, cancellationToken) ?? throw new PostgresClusterException(version is null
            ? $"No PostgreSQL server of version {PostgresBinaries.OldestVersion} or newer is installed. Install one, or name the folder of its programs in PG_BIN."
            : $"The data folder was made by PostgreSQL {version}, which is not installed. Install it, or name the folder of its programs in PG_BIN.");

    /// <summary>A service that was killed leaves a server that is just stopping, or, if its watcher was killed too, one that is not.</summary>
    private static async Task EndPredecessorAsync(DataFolder folder, CancellationToken cancellationToken)
    {
        if (PostmasterFile.Read(folder.Postmaster)?.FindServer() is { } predecessor)
        {
            using (predecessor)
            {
                await Command.RunAsync("/bin/sh", ["-c", "kill -INT $1 || true", "sh", $"{predecessor.Id}"], cancellationToken);
                await predecessor.WaitForExitAsync(cancellationToken);
            }
        }

        File.Delete(folder.Postmaster);
    }

    // Errors are logged without their details and statements: these hold what customers entrusted to the merchant.
    private static IEnumerable<string> ServerCommand(
        DataFolder folder, PostgresBinaries binaries, ServerUser? user, int port, IReadOnlyDictionary<string, string> settings) =>
    [
        .. user?.Prefix ?? [],
        binaries.Server,
        "-D", user is null ? folder.Cluster : "/proc/self/fd/3",
        "-c", "listen_addresses=127.0.0.1", "-c", $"port={port}", "-c", "unix_socket_directories=", "-c", "timezone=UTC",
        "-c", "log_error_verbosity=terse", "-c", "log_min_error_statement=panic",
        .. settings.SelectMany(setting => new[] { "-c", $"{setting.Key}={setting.Value}" }),
    ];

    private static async Task<ServerProcess> StartServerAsync(DataFolder folder, IEnumerable<string> command, CancellationToken cancellationToken)
    {
        var logStart = folder.LogLength;
        var server = ServerProcess.Start(folder.Root, command);
        try
        {
            while (PostmasterFile.Read(folder.Postmaster) is not { IsReady: true })
            {
                if (server.HasExited) throw new PostgresClusterException($"PostgreSQL did not start. The end of {folder.Log}:\n{folder.LogSince(logStart)}");
                await Task.Delay(Pause, cancellationToken);
            }

            return server;
        }
        catch
        {
            await server.StopAsync(new CancellationToken(canceled: true));
            server.Dispose();
            throw;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
