using System.Diagnostics;
using System.Runtime.CompilerServices;
using RetentionApi.Benchmarks.Load;
using RetentionApi.Benchmarks.Stage;

namespace RetentionApi.Benchmarks.Figures;

/// <summary>Reports pile up while no dispatcher runs; then one has them to itself. Its limit is the rate at which they came.</summary>
internal static class Dispatching
{
    private const string Waiting = "SELECT count(*) FROM outbox_messages WHERE parked_at IS NULL";

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    public static async IAsyncEnumerable<Figure> MeasureAsync(BenchmarkStage stage, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await stage.EmptyOutboxAsync(cancellationToken);
        var endpoint = await PileUpAsync(stage, cancellationToken);
        var piled = await stage.AskAsync<long>(Waiting, cancellationToken);
        var starting = stage.StartServiceAsync(cancellationToken);
        var from = await FallToAsync(stage, piled * 9 / 10, cancellationToken);
        var watch = Stopwatch.StartNew();
        await using var service = await starting;
        var to = await FallToAsync(stage, piled / 20, cancellationToken);
        var rate = (from - to) / watch.Elapsed.TotalSeconds;
        yield return Figure.OfLimit("work off messages of reported orders; the limit is the rate of their reports", rate, endpoint, "/s", 0.5);
        await FallToAsync(stage, 0, cancellationToken);
    }

    /// <returns>Reports a second.</returns>
    private static async Task<double> PileUpAsync(BenchmarkStage stage, CancellationToken cancellationToken)
    {
        await using var service = await stage.StartServiceAsync(cancellationToken, MeasuredService.WithoutDispatcher);
        var load = new LoadGenerator(service.Client, new OrderRequests(stage).Any);
        await load.SaturateAsync(stage.Options.Warming, cancellationToken);
        return (await load.SaturateAsync(stage.Options.Measured, cancellationToken)).Rate;
    }

    private static async Task<long> FallToAsync(BenchmarkStage stage, long most, CancellationToken cancellationToken)
    {
        while (true)
        {
            var waiting = await stage.AskAsync<long>(Waiting, cancellationToken);
            if (waiting <= most) return waiting;
            await Task.Delay(Pause, cancellationToken);
        }
    }
}
