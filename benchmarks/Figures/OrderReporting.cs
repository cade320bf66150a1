using System.Runtime.CompilerServices;
using RetentionApi.Benchmarks.Load;
using RetentionApi.Benchmarks.Stage;

namespace RetentionApi.Benchmarks.Figures;

/// <summary>Reports of orders: by themselves, as pgbench does them, and while the dispatcher works off what follows from them.</summary>
internal static class OrderReporting
{
    public static async IAsyncEnumerable<Figure> MeasureAsync(BenchmarkStage stage, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var requests = new OrderRequests(stage);
        await using (var service = await stage.StartServiceAsync(cancellationToken, MeasuredService.WithoutDispatcher))
        {
            var script = await requests.RecordAsync(service, cancellationToken);
            var workload = new Workload("report an order of three lines", requests.Any, [script], LeastRatio: 0.45, MostMilliseconds: 60, MostProcessorTime: 0.6);
            await foreach (var figure in workload.MeasureAsync(service, cancellationToken))
                yield return figure;
        }

        await stage.EmptyOutboxAsync(cancellationToken);
        await using var whole = await stage.StartServiceAsync(cancellationToken);
        var load = new LoadGenerator(whole.Client, requests.Any);
        await load.SaturateAsync(stage.Options.Warming, cancellationToken);
        var beside = await load.SaturateAsync(stage.Options.Measured, cancellationToken);
        yield return Figure.Told("report an order of three lines while the dispatcher works", beside.Rate, "/s");
        await stage.EmptyOutboxAsync(cancellationToken);
    }
}
