using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using NodaTime;
using NodaTime.Text;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Risk;

/// <summary>Scores as CSV, written while they are read: memory stays flat however many there are.</summary>
internal static class ScoreCsv
{
    private const int Batch = 2_000;

    private static readonly string[] Columns =
    [
        "customerId", "source", "externalId", "orderDays", "firstOrderOn", "lastOrderOn", "probabilityAlive", "probabilityOfOrder", "expectedOrders",
        "nextOrderQ50", "nextOrderQ80", "nextOrderQ50On", "nextOrderQ80On", "band", "coolingOn", "highOn", "lostOn", "valueAtStake", "currency",
    ];

    /// <summary>An id that a spreadsheet would take for a formula is defused.</summary>
    private static readonly CsvConfiguration Configuration = new(CultureInfo.InvariantCulture) { InjectionOptions = InjectionOptions.Escape };

    public static async Task WriteAsync(Stream stream, ModelScores scores, RiskModel model, string currency, CancellationToken cancellationToken)
    {
        await using var text = new StreamWriter(stream, leaveOpen: true);
        await using var csv = new CsvWriter(text, Configuration, leaveOpen: true);
        await WriteLineAsync(csv, Columns);
        var after = Guid.Empty;
        while (await scores.ReadAsync(model, currency, after, Batch, cancellationToken) is { Count: > 0 } rows)
        {
            foreach (var row in rows)
                await WriteLineAsync(csv, Fields(row));
            await csv.FlushAsync();
            await text.FlushAsync(cancellationToken);
            after = rows[^1].CustomerId;
        }
    }

    private static IEnumerable<string?> Fields(ScoreView score) =>
    [
        score.CustomerId.ToString(), score.Source, score.ExternalId, Number(score.OrderDays), Date(score.FirstOrderOn), Date(score.LastOrderOn),
        Number(score.ProbabilityAlive), Number(score.ProbabilityOfOrder), Number(score.ExpectedOrders),
        Number(score.NextOrder.Q50), Number(score.NextOrder.Q80), Date(score.NextOrder.Q50On), Date(score.NextOrder.Q80On),
        score.Band.Word(), Date(score.CoolingOn), Date(score.HighOn), Date(score.LostOn), Number(score.ValueAtStake?.Amount), score.ValueAtStake?.Currency,
    ];

    private static Task WriteLineAsync(CsvWriter csv, IEnumerable<string?> fields)
    {
        foreach (var field in fields)
            csv.WriteField(field);
        return csv.NextRecordAsync();
    }

    private static string? Number<T>(T? value)
        where T : struct, IFormattable => value?.ToString(null, CultureInfo.InvariantCulture);

    private static string Number<T>(T value)
        where T : struct, IFormattable => value.ToString(null, CultureInfo.InvariantCulture);

    private static string? Date(LocalDate? date) => date is { } known ? LocalDatePattern.Iso.Format(known) : null;
}
