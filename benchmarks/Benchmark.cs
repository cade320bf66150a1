using RetentionApi.Benchmarks.Figures;
using RetentionApi.Benchmarks.Stage;

namespace RetentionApi.Benchmarks;

/// <summary>Something to measure, under the name by which it is asked for.</summary>
internal sealed record Benchmark(string Name, Func<BenchmarkStage, CancellationToken, IAsyncEnumerable<Figure>> Measure)
{
    /// <summary>In the order in which they run: what only reads comes first, what stops the database last.</summary>
    public static readonly IReadOnlyList<Benchmark> All =
    [
        new("churn", ChurnLibrary.MeasureAsync),
        new("customer-reads", CustomerReading.MeasureAsync),
        new("customer-lists", CustomerListing.MeasureAsync),
        new("work-lists", WorkListing.MeasureAsync),
        new("reports", ReportReading.MeasureAsync),
        new("order-reports", OrderReporting.MeasureAsync),
        new("dispatcher", Dispatching.MeasureAsync),
        new("level", LevelRising.MeasureAsync),
        new("due-duties", DutiesComingDue.MeasureAsync),
        new("crossings", RiskCrossing.MeasureAsync),
        new("rush-hour", RushHour.MeasureAsync),
        new("order-lines", OrderLineImport.MeasureAsync),
        new("customers", CustomerImport.MeasureAsync),
        new("start", Starting.MeasureAsync),
    ];
}
