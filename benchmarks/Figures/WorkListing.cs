using RetentionApi.Benchmarks.Stage;

namespace RetentionApi.Benchmarks.Figures;

/// <summary>The first 50 duties that are to do: everybody's, and those of one colleague.</summary>
internal static class WorkListing
{
    public static IAsyncEnumerable<Figure> MeasureAsync(BenchmarkStage stage, CancellationToken cancellationToken) => ListReading.MeasureAsync(
        stage,
        "list 50 duties to do",
        ["/v1/follow-ups?limit=50", .. Enumerable.Range(1, 4).Select(n => $"/v1/follow-ups?limit=50&ownerId={FilledNames.StaffId(n)}")],
        leastRatio: 0.25,
        cancellationToken);
}
