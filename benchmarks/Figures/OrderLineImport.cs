using RetentionApi.Benchmarks.Stage;

namespace RetentionApi.Benchmarks.Figures;

internal static class OrderLineImport
{
    public static IAsyncEnumerable<Figure> MeasureAsync(BenchmarkStage stage, CancellationToken cancellationToken) =>
        Importing.MeasureAsync(stage, "order-lines", ImportFiles.OrderLines, leastRate: 40_000, cancellationToken);
}
