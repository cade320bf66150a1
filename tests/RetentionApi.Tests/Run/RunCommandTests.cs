using System.Diagnostics;
using System.Net;
using System.Runtime.Versioning;
using RetentionApi.Platform.EmbeddedPostgres;

namespace RetentionApi.Tests.Run;

[UnsupportedOSPlatform("windows")]
public sealed class RunCommandTests(RunCommandTests.Data data) : IClassFixture<RunCommandTests.Data>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_is_ready_when_it_says_so_and_its_key_opens_the_door()
    {
        using var service = await LaunchedService.StartAsync(data.Folder, Cancellation);
        using var client = new HttpClient { BaseAddress = service.Address };

        (await client.GetAsync(new Uri("/health/ready", UriKind.Relative), Cancellation)).StatusCode.Should().Be(HttpStatusCode.OK);
        client.DefaultRequestHeaders.Authorization = new("Bearer", await File.ReadAllTextAsync(data.Key, Cancellation));
        (await client.GetAsync(new Uri("/v1/customers", UriKind.Relative), Cancellation)).StatusCode.Should().Be(HttpStatusCode.OK);
        File.GetUnixFileMode(data.Key).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public async Task Told_to_end_it_stops_its_database_and_ends_well()
    {
        using var service = await LaunchedService.StartAsync(data.Folder, Cancellation);
        using var server = data.Server();

        (await service.TerminateAsync(Cancellation)).Should().Be(0);

        server.HasExited.Should().BeTrue();
    }

    [Fact(Timeout = 60_000)]
    public async Task Killed_it_leaves_no_database_behind()
    {
        using var service = await LaunchedService.StartAsync(data.Folder, TestContext.Current.CancellationToken);
        using var server = data.Server();

        await service.KillAsync(TestContext.Current.CancellationToken);

        await server.WaitForExitAsync(TestContext.Current.CancellationToken);
        server.HasExited.Should().BeTrue();
    }

    [Fact]
    public async Task Its_clock_starts_where_it_is_told_to()
    {
        using var service = await LaunchedService.StartAsync(data.Folder, Cancellation, "--clock", "2011-12-10T09:00:00Z");
        using var client = new HttpClient { BaseAddress = service.Address };

        (await client.GetStringAsync(new Uri("/health/ready", UriKind.Relative), Cancellation)).Should().Contain("2011-12-10T09:00:");
    }

    /// <summary>One data folder for the class: only the first start has to make a database.</summary>
    public sealed class Data : IDisposable
    {
        public string Folder { get; } = Directory.CreateTempSubdirectory("retention-run-").FullName;

        public string Key => Path.Combine(Folder, "key");

        public Process Server() => FindServer()!;

        /// <summary>The server of a service that was killed writes on until its watcher has ended it.</summary>
        public void Dispose()
        {
            using (var server = FindServer())
                server?.WaitForExit();
            Directory.Delete(Folder, recursive: true);
        }

        private Process? FindServer() => PostmasterFile.Read(Path.Combine(Folder, "postgres", "cluster", "postmaster.pid"))?.FindServer();
    }
}
