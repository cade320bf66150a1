using System.Runtime.CompilerServices;
using RetentionApi.Benchmarks.Load;
using RetentionApi.Benchmarks.Stage;

namespace RetentionApi.Benchmarks.Figures;

/// <summary>Any customer, with level, trust and risk in brief and the last twenty entries.</summary>
internal static class CustomerReading
{
    private const long Example = 777;

    public static async IAsyncEnumerable<Figure> MeasureAsync(BenchmarkStage stage, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var service = await stage.StartServiceAsync(cancellationToken, MeasuredService.WithoutDispatcher);
        var recording = new ScriptRecording(service);
        await recording.SendAsync(() => Request(Example), cancellationToken);
        var script = await recording.RecordAsync(
            () => Request(Example), $@"\set customer random(1, {stage.Filling.Customers})",
            new Dictionary<string, string> { [$"{FilledNames.CustomerId(Example)}"] = "benchmarks.customer_id(:customer)" }, cancellationToken);

        var workload = new Workload("read a customer", random => Any(random, stage), [script], LeastRatio: 0.30, MostMilliseconds: 40);
        await foreach (var figure in workload.MeasureAsync(service, cancellationToken))
            yield return figure;
    }

    public static HttpRequestMessage Any(Random random, BenchmarkStage stage) => Request(random.NextInt64(1, stage.Filling.Customers + 1));

    private static HttpRequestMessage Request(long number) => new(HttpMethod.Get, $"/v1/customers/{FilledNames.CustomerId(number)}");
}
