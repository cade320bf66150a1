using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using NodaTime;
using NodaTime.Text;

namespace RetentionApi.Benchmarks.Stage;

/// <summary>The service as a process of its own, as it is published.</summary>
internal sealed class MeasuredService : IAsyncDisposable
{
    /// <summary>An option: facts are stored, and what follows from them waits.</summary>
    public const string WithoutDispatcher = "--Dispatcher:Enabled=false";

    private const int Connections = 16;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50), Patience = TimeSpan.FromSeconds(60);

    private readonly Process process;

    private MeasuredService(BenchmarkStage stage, Process process, Uri address)
    {
        (Stage, this.process) = (stage, process);
        Client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = Connections, UseProxy = false }) { BaseAddress = address, Timeout = TimeSpan.FromHours(1) };
        Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", stage.Key);
    }

    public BenchmarkStage Stage { get; }

    public HttpClient Client { get; }

    public int ProcessId => process.Id;

    public static async Task<MeasuredService> StartAsync(BenchmarkStage stage, string[] options, CancellationToken cancellationToken)
    {
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        string[] arguments =
        [
            Path.Combine(AppContext.BaseDirectory, "RetentionApi.dll"), $"--contentRoot={AppContext.BaseDirectory}", $"--urls={address}",
            $"--ConnectionStrings:Retention={stage.Logins.Application}", $"--ConnectionStrings:RetentionWorker={stage.Logins.Worker}", .. options,
        ];
        var process = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardError = true })!;
        var service = new MeasuredService(stage, process, address);
        process.ErrorDataReceived += (_, line) => service.Log(line.Data);
        process.BeginErrorReadLine();
        await service.AwaitReadyAsync(cancellationToken);
        return service;
    }

    /// <summary>Asks for an operation and waits for its end.</summary>
    /// <returns>Its result, and how long it was at work.</returns>
    public async Task<(JsonNode Result, TimeSpan Taken)> RunOperationAsync(string path, string body, CancellationToken cancellationToken)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        return await RunOperationAsync(path, content, cancellationToken);
    }

    public async Task<(JsonNode Result, TimeSpan Taken)> RunOperationAsync(string path, HttpContent body, CancellationToken cancellationToken)
    {
        using var answer = await Client.PostAsync(new Uri(path, UriKind.Relative), body, cancellationToken);
        if (answer.StatusCode is not HttpStatusCode.Accepted)
            throw new InvalidOperationException($"{path}: {answer.StatusCode} {await answer.Content.ReadAsStringAsync(cancellationToken)}");
        var id = JsonNode.Parse(await answer.Content.ReadAsStringAsync(cancellationToken))!["id"];
        while (true)
        {
            var operation = JsonNode.Parse(await Client.GetStringAsync(new Uri($"/v1/operations/{id}", UriKind.Relative), cancellationToken))!;
            switch ((string)operation["status"]!)
            {
                case "succeeded":
                    return (operation["result"]!, (At(operation, "endedAt") - At(operation, "startedAt")).ToTimeSpan());
                case "failed" or "cancelled":
                    throw new InvalidOperationException(operation.ToJsonString());
                default:
                    await Task.Delay(Pause, cancellationToken);
                    break;
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (!process.HasExited)
        {
            using var ask = Process.Start("/bin/sh", ["-c", $"kill -TERM {process.Id}"]);
            using var patience = new CancellationTokenSource(Patience);
            await process.WaitForExitAsync(patience.Token).ContinueWith(_ => process.Kill(), CancellationToken.None, TaskContinuationOptions.NotOnRanToCompletion, TaskScheduler.Default)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        process.Dispose();
    }

    private async Task AwaitReadyAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            if (process.HasExited) throw new InvalidOperationException("The service ended before it was ready.");
            try
            {
                using var answer = await Client.GetAsync(new Uri("/health/ready", UriKind.Relative), cancellationToken);
                if (answer.IsSuccessStatusCode) return;
            }
            catch (HttpRequestException)
            {
                // It does not listen yet.
            }

            await Task.Delay(Pause, cancellationToken);
        }
    }

    /// <summary>What it complains of; the rest of its log is of no interest here.</summary>
    private void Log(string? line)
    {
        if (line?.Contains("\"@l\":\"Error\"", StringComparison.Ordinal) is true)
            File.AppendAllText(Path.Combine(Stage.Folder, "service.log"), line + "\n");
    }

    private static Instant At(JsonNode operation, string member) => InstantPattern.ExtendedIso.Parse((string)operation[member]!).Value;

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
