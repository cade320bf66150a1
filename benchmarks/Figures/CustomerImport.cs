using RetentionApi.Benchmarks.Stage;

namespace RetentionApi.Benchmarks.Figures;

internal static class CustomerImport
{
    public static IAsyncEnumerable<Figure> MeasureAsync(BenchmarkStage stage, CancellationToken cancellationToken) =>
        Importing.MeasureAsync(stage, "customers", ImportFiles.Customers, leastRate: 50_000, cancellationToken);
}
