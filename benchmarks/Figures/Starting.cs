using System.Diagnostics;
using System.Runtime.CompilerServices;
using RetentionApi.Benchmarks.Stage;

namespace RetentionApi.Benchmarks.Figures;

/// <summary><c>./run</c> on the folder that was filled: until it says that it is ready, and what it holds when it was left in peace.</summary>
internal static class Starting
{
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(30);

    public static async IAsyncEnumerable<Figure> MeasureAsync(BenchmarkStage stage, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await stage.StopDatabaseAsync();
        var watch = Stopwatch.StartNew();
        string[] arguments = [Path.Combine(AppContext.BaseDirectory, "RetentionApi.Migrations.dll"), "run", "--data", stage.Folder, "--port", "0"];
        using var process = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        process.BeginErrorReadLine();
        while (await process.StandardOutput.ReadLineAsync(cancellationToken) is { } line && !line.StartsWith("Ready: ", StringComparison.Ordinal))
        {
            // What it says before it is ready.
        }

        yield return Figure.AtMost("start of ./run to Ready, with an existing database", watch.Elapsed.TotalSeconds, "s", 10);
        await Task.Delay(Rest, cancellationToken);
        yield return Figure.AtMost("memory of the service at rest", ProcessTable.ResidentMemory(process.Id), "MiB", 200);
        using var ask = Process.Start("/bin/sh", ["-c", $"kill -TERM {process.Id}"]);
        await process.WaitForExitAsync(cancellationToken);
    }
}
