using System.Diagnostics;
using System.Runtime.Versioning;
using Npgsql;
using RetentionApi.Platform.EmbeddedPostgres;

namespace RetentionApi.Tests.Platform.EmbeddedPostgres;

[UnsupportedOSPlatform("windows")]
public sealed class PostgresClusterTests(PostgresClusterTests.SharedFolder shared) : IClassFixture<PostgresClusterTests.SharedFolder>
{
    private static readonly Dictionary<string, string> Fast = new() { ["fsync"] = "off" };
    private readonly string folder = shared.Path;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_new_cluster_answers_and_obeys_its_settings()
    {
        await using var cluster = await PostgresCluster.StartAsync(folder, Fast, Cancellation);

        (await AskAsync(cluster, "SHOW fsync")).Should().Be("off");
    }

    [Fact]
    public async Task What_was_stored_is_there_after_a_restart()
    {
        await using (var cluster = await PostgresCluster.StartAsync(folder, Fast, Cancellation))
        {
            await AskAsync(cluster, "CREATE TABLE kept AS SELECT 42 AS answer");
        }

        await using var again = await PostgresCluster.StartAsync(folder, Fast, Cancellation);
        (await AskAsync(again, "SELECT answer::text FROM kept")).Should().Be("42");
    }

    [Fact]
    public async Task Nobody_enters_without_the_password()
    {
        await using var cluster = await PostgresCluster.StartAsync(folder, Fast, Cancellation);
        await using var connection = new NpgsqlConnection(cluster.ConnectionString("postgres", "postgres", "guessed"));

        var entering = () => connection.OpenAsync(Cancellation);

        (await entering.Should().ThrowAsync<PostgresException>()).Which.SqlState.Should().Be(PostgresErrorCodes.InvalidPassword);
    }

    [Fact]
    public async Task The_password_is_readable_by_its_owner_alone()
    {
        await using var cluster = await PostgresCluster.StartAsync(folder, Fast, Cancellation);

        File.GetUnixFileMode(Path.Combine(folder, "password")).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public async Task A_folder_in_use_is_refused()
    {
        await using var cluster = await PostgresCluster.StartAsync(folder, Fast, Cancellation);

        var second = () => PostgresCluster.StartAsync(folder, Fast, Cancellation);

        (await second.Should().ThrowAsync<PostgresClusterException>()).WithMessage("*being used by another process*");
    }

    [Fact]
    public async Task A_pid_file_left_by_a_crash_does_not_prevent_the_start()
    {
        await (await PostgresCluster.StartAsync(folder, Fast, Cancellation)).DisposeAsync();
        var ours = Environment.ProcessId; // alive, and no server: what a recycled process id looks like
        await File.WriteAllTextAsync(Path.Combine(folder, "cluster", "postmaster.pid"), $"{ours}\n/gone\n1700000000\n5432\n\n127.0.0.1\n1 1\nready   \n", Cancellation);

        await using var cluster = await PostgresCluster.StartAsync(folder, Fast, Cancellation);

        (await AskAsync(cluster, "SELECT 'well'")).Should().Be("well");
    }

    [Fact]
    public async Task A_server_whose_service_and_watcher_were_killed_is_ended_by_the_next_start()
    {
        var service = await PostgresCluster.StartAsync(folder, Fast, Cancellation);
        using var orphan = ServerOf(folder);
        WatchersOf(orphan).ForEach(watcher => watcher.Kill());
        await service.DisposeAsync();
        orphan.HasExited.Should().BeFalse();

        await using var cluster = await PostgresCluster.StartAsync(folder, Fast, Cancellation);

        orphan.HasExited.Should().BeTrue();
        (await AskAsync(cluster, "SELECT 'well'")).Should().Be("well");
    }

    [Fact]
    public async Task An_interrupted_first_start_leaves_nothing_that_hinders_the_next()
    {
        using var interruption = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        var fresh = Path.Combine(folder, "fresh");
        var interrupted = () => PostgresCluster.StartAsync(fresh, Fast, interruption.Token);
        await interrupted.Should().ThrowAsync<OperationCanceledException>();

        await using var cluster = await PostgresCluster.StartAsync(fresh, Fast, Cancellation);

        (await AskAsync(cluster, "SELECT 'well'")).Should().Be("well");
    }

    [Fact]
    public async Task A_server_that_does_not_start_says_why()
    {
        var start = () => PostgresCluster.StartAsync(folder, new Dictionary<string, string> { ["shared_buffers"] = "a lot" }, Cancellation);

        (await start.Should().ThrowAsync<PostgresClusterException>()).WithMessage("*invalid value for parameter \"shared_buffers\"*");
    }

    private static Process ServerOf(string folder) => PostmasterFile.Read(Path.Combine(folder, "cluster", "postmaster.pid"))!.FindServer()!;

    private static List<Process> WatchersOf(Process server) =>
        [.. Process.GetProcessesByName("sh").Where(process => process.SessionId == server.SessionId)];

    private static async Task<string?> AskAsync(PostgresCluster cluster, string sql)
    {
        await using var connection = new NpgsqlConnection(cluster.SuperuserConnectionString() + ";Pooling=false");
        await connection.OpenAsync(Cancellation);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(Cancellation) as string;
    }

    /// <summary>One folder for the class: its tests run one after another, and only the first has to make a cluster.</summary>
    public sealed class SharedFolder : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("retention-cluster-").FullName;

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
