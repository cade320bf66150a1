using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using NodaTime;
using RetentionApi.Benchmarks.Stage;

namespace RetentionApi.Benchmarks.Figures;

/// <summary>Each report of two years, in each form that takes work, as one person asks for it; and the job that counts the months that most of them read.</summary>
internal static class ReportReading
{
    private const double MostMilliseconds = 300;

    private const int Times = 100;

    private static readonly string[] Pictures = ["levels", "cohorts", "levers", "defections", "model"], Tables = ["duties", "promises", "quality", "reliability", "reviews"];

    public static async IAsyncEnumerable<Figure> MeasureAsync(BenchmarkStage stage, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var service = await stage.StartServiceAsync(cancellationToken, MeasuredService.WithoutDispatcher);
        var (_, taken) = await service.RunOperationAsync("/v1/jobs/month-counts/run", "", cancellationToken);
        yield return Figure.Told("job that counts all months", taken.TotalSeconds, "s");
        foreach (var (report, format) in Forms())
            yield return Figure.AtMost(
                $"report {report} as {format}, 95 in 100", await TakenAsync(service, $"/v1/reports/{report}?format={format}{Period(report)}", cancellationToken), "ms", MostMilliseconds);
    }

    private static IEnumerable<(string Report, string Format)> Forms() =>
        [.. Pictures.Concat(Tables).Select(report => (report, "json")), .. Pictures.Select(report => (report, "svg")), .. Tables.Select(report => (report, "csv"))];

    /// <summary>All months there are; the model has none.</summary>
    private static string Period(string report) =>
        SystemClock.Instance.GetCurrentInstant().InUtc().Date is var today && report == "model" ? "" : string.Create(CultureInfo.InvariantCulture, $"&from={today.PlusMonths(-24):uuuu-MM-dd}&to={today:uuuu-MM-dd}");

    /// <summary>By 95 in 100 requests, in milliseconds, once it has been asked for before.</summary>
    private static async Task<double> TakenAsync(MeasuredService service, string path, CancellationToken cancellationToken)
    {
        var taken = new double[Times + 1];
        for (var time = 0; time <= Times; time++)
        {
            var began = Stopwatch.GetTimestamp();
            await service.Client.GetByteArrayAsync(new Uri(path, UriKind.Relative), cancellationToken);
            taken[time] = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        }

        return taken.Skip(1).Order().ElementAt(95 * Times / 100);
    }
}
