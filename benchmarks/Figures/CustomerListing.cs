using RetentionApi.Benchmarks.Stage;

namespace RetentionApi.Benchmarks.Figures;

/// <summary>The first 50 customers of a level and a band.</summary>
internal static class CustomerListing
{
    private static readonly string[] Levels = ["basic", "proactive", "responsible"], Bands = ["active", "cooling", "high"];

    public static IAsyncEnumerable<Figure> MeasureAsync(BenchmarkStage stage, CancellationToken cancellationToken) => ListReading.MeasureAsync(
        stage,
        "list 50 customers by level and band",
        [.. Levels.SelectMany(_ => Bands, (level, band) => $"/v1/customers?level={level}&riskBand={band}&limit=50")],
        leastRatio: 0.25,
        cancellationToken);
}
