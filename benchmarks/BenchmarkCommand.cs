using System.Globalization;
using RetentionApi.Benchmarks.Stage;
using RetentionApi.Migrations;

namespace RetentionApi.Benchmarks;

/// <summary><c>benchmarks/run</c> once everything is built.</summary>
internal static class BenchmarkCommand
{
    private const int Done = 0, WrongUse = 2, Interrupted = 130;

    public static async Task<int> Main(string[] arguments)
    {
        var options = BenchmarkOptions.Parse(arguments);
        if (!options.IsOk)
        {
            await Console.Error.WriteLineAsync(options.Error.Detail);
            return WrongUse;
        }

        using var stop = new StopSignal();
        var folder = options.Value.DataFolder ?? Directory.CreateTempSubdirectory("retention-benchmarks").FullName;
        try
        {
            await MeasureAsync(options.Value, Path.GetFullPath(folder), stop.Token);
            return Done;
        }
        catch (OperationCanceledException) when (stop.Token.IsCancellationRequested)
        {
            return Interrupted;
        }
        finally
        {
            if (options.Value.DataFolder is null) Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task MeasureAsync(BenchmarkOptions options, string folder, CancellationToken cancellationToken)
    {
        var table = new FigureTable(options.Output);
        await using var stage = await BenchmarkStage.SetAsync(options, folder, cancellationToken);
        var circumstances = string.Create(
            CultureInfo.InvariantCulture,
            $"{stage.Filling.Customers:N0} customers, {stage.Filling.Orders:N0} orders; {Environment.ProcessorCount} processors for service, PostgreSQL and load; load average before {LoadAverage()}.");
        foreach (var benchmark in Benchmark.All.Where(b => options.Names.Count == 0 || options.Names.Contains(b.Name)))
            await foreach (var figure in benchmark.Measure(stage, cancellationToken))
                table.Add(figure);
        await table.WriteAsync(circumstances, cancellationToken);
    }

    private static string LoadAverage() => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown";
}
