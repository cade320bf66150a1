using System.Runtime.CompilerServices;
using RetentionApi.Benchmarks.Stage;

namespace RetentionApi.Benchmarks.Load;

/// <summary>A request of one kind, and what is expected of it.</summary>
/// <param name="Make">One as any other.</param>
/// <param name="Scripts">What pgbench does in its place.</param>
/// <param name="LeastRatio">Of pgbench's rate.</param>
/// <param name="MostMilliseconds">Of 99 in 100 requests, at 70 % of the highest rate.</param>
/// <param name="MostProcessorTime">Of service and database for one request, in milliseconds; null: no goal.</param>
internal sealed record Workload(
    string Name, Func<Random, HttpRequestMessage> Make, IReadOnlyList<string> Scripts, double LeastRatio, double? MostMilliseconds = null, double? MostProcessorTime = null)
{
    private const double Share = 0.7;

    public async IAsyncEnumerable<Figure> MeasureAsync(MeasuredService service, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var options = service.Stage.Options;
        var load = new LoadGenerator(service.Client, Make);
        await load.SaturateAsync(options.Warming, cancellationToken);
        var most = await load.SaturateAsync(options.Measured, cancellationToken);
        var limit = await Pgbench.MeasureAsync(service.Stage, Scripts, cancellationToken);
        yield return Figure.OfLimit(Name, most.Rate, limit, "/s", LeastRatio);

        await load.PaceAsync(Share * most.Rate, options.Warming, cancellationToken);
        var before = ProcessTable.TimeOf(service);
        var paced = await load.PaceAsync(Share * most.Rate, options.Measured, cancellationToken);
        var time = (ProcessTable.TimeOf(service) - before).TotalMilliseconds / paced.Latencies.Length;
        yield return Figure.Told($"{Name}, 50 in 100 at 70 % of that rate", paced.Percentile(0.50), "ms");
        yield return Compared($"{Name}, 99 in 100 at 70 % of that rate", paced.Percentile(0.99), MostMilliseconds);
        yield return Compared($"{Name}, processor time of service and database", time, MostProcessorTime);
    }

    private static Figure Compared(string what, double milliseconds, double? most) =>
        most is { } goal ? Figure.AtMost(what, milliseconds, "ms", goal) : Figure.Told(what, milliseconds, "ms");
}
