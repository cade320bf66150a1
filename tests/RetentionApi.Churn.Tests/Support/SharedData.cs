using System.Globalization;
using System.IO.Compression;
using System.Text.Json;

namespace RetentionApi.Churn.Tests.Support;

/// <summary>
/// Public data sets that are not part of the repository: beside it in <c>shared/data</c>, or where RETENTION_SHARED_DATA points. Absent, the test is skipped.
/// </summary>
internal static class SharedData
{
    /// <summary>One line of a log: who ordered on which day for how much.</summary>
    public sealed record Line(string Customer, int Day, double Value);

    public static JsonElement Reference(string dataset) => JsonDocument.Parse(File.ReadAllText(PathOf("churn_open.json"))).RootElement.GetProperty(dataset);

    public static IReadOnlyList<Line> Cdnow() =>
    [
        .. File.ReadLines(PathOf("CDNOW_sample.txt"))
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Select(fields => new Line(fields[1], Day(fields[2], "yyyyMMdd"), double.Parse(fields[4], CultureInfo.InvariantCulture))),
    ];

    public static IReadOnlyList<Line> Lifetimes() =>
    [
        .. File.ReadLines(PathOf("lifetimes_example_transactions.csv")).Skip(1)
            .Select(line => line.Split(','))
            .Select(fields => new Line(fields[1], Day(fields[0][..10], "yyyy-MM-dd"), 0)),
    ];

    /// <summary>Positive, priced lines of known customers' invoices.</summary>
    public static IReadOnlyList<Line> OnlineRetail()
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(PathOf("online_retail_lines.csv.gz")), CompressionMode.Decompress));
        var lines = new List<Line>();
        while (reader.ReadLine() is { } text)
        {
            // Quantity, date and price stand between the quoted description and the quoted customer: "…",6,2010-12-01 08:26:00,2.55,17850,"United Kingdom"
            var fields = text[..text.LastIndexOf(",\"", StringComparison.Ordinal)].Split(',');
            if (fields is [.., var quantity, var date, var price, { Length: > 0 } customer]
                && int.TryParse(quantity, out var pieces) && pieces > 0
                && double.TryParse(price, CultureInfo.InvariantCulture, out var each) && each > 0)
                lines.Add(new Line(customer, Day(date[..10], "yyyy-MM-dd"), pieces * each));
        }
        return lines;
    }

    /// <summary>Each customer's order days, ascending, in the order of their ids.</summary>
    public static OrderLog ToLog(this IEnumerable<Line> lines) => OrderLog.From(
    [
        .. lines.GroupBy(line => line.Customer).OrderBy(own => own.Key, StringComparer.Ordinal)
            .Select(own => own.Select(line => line.Day).Distinct().Order().ToArray()),
    ]);

    public static int Day(string date, string format = "yyyy-MM-dd") => DateOnly.ParseExact(date, format, CultureInfo.InvariantCulture).DayNumber;

    private static string PathOf(string file)
    {
        var folders = new List<string?> { Environment.GetEnvironmentVariable("RETENTION_SHARED_DATA") };
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            folders.Add(Path.Combine(folder.FullName, "shared", "data"));
        var path = folders.OfType<string>().Select(folder => Path.Combine(folder, file)).FirstOrDefault(File.Exists);
        Assert.SkipWhen(path is null, $"{file} is not beside this repository in shared/data");
        return path!;
    }
}
