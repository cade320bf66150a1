using System.Diagnostics;
using System.Runtime.CompilerServices;
using NodaTime;
using RetentionApi.Benchmarks.Stage;

namespace RetentionApi.Benchmarks.Figures;

/// <summary>Each report of two years, in each form that takes work, as one person asks for it; and the job that counts the months that most of them read.</summary>
internal static class ReportReading
{
    private const double MostMilliseconds = 300;

    private const int Times = 20;

    private static readonly string[] Pictures = ["levels", "cohorts", "levers", "defections", "model"], Tables = ["duties", "promises", "quality", "reliability", "reviews"];

    public static async IAsyncEnumerable<Figure> MeasureAsync(BenchmarkStage stage, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var service = await stage.StartServiceAsync(cancellationToken, MeasuredService.WithoutDispatcher);
        var (_, taken) = await service.RunOperationAsync("/v1/jobs/month-counts/run", "", cancellationToken);
        yield return Figure.Told("job that counts all months", taken.TotalSeconds, "s");
        foreach (var (report, format) in Forms())
            yield return Figure.AtMost(
                $"report {report} as {format}, slowest of {Times}", await SlowestAsync(service, $"/v1/reports/{report}?format={format}{Period(report)}", cancellationToken), "ms", MostMilliseconds);
    }

    private static IEnumerable<(string Report, string Format)> Forms() =>
        [.. Pictures.Concat(Tables).Select(report => (report, "json")), .. Pictures.Select(report => (report, "svg")), .. Tables.Select(report => (report, "csv"))];

    /// <summary>Of all months there are; the model has none.</summary>
    private static string Period(string report) => report == "model" ? "" : $"&from={SystemClock.Instance.GetCurrentInstant().InUtc().Date.PlusMonths(-24):uuuu-MM}";

    /// <summary>In milliseconds, once it has been asked for before.</summary>
    private static async Task<double> SlowestAsync(MeasuredService service, string path, CancellationToken cancellationToken)
    {
        var slowest = 0.0;
        for (var time = 0; time <= Times; time++)
        {
            var began = Stopwatch.GetTimestamp();
            await service.Client.GetByteArrayAsync(new Uri(path, UriKind.Relative), cancellationToken);
            slowest = time == 0 ? 0 : Math.Max(slowest, Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }

        return slowest;
    }
}
