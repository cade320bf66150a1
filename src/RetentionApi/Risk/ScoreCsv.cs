using RetentionApi.Platform.Http;

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

    public static async Task WriteAsync(Stream stream, ModelScores scores, RiskModel model, string currency, CancellationToken cancellationToken)
    {
        await using var csv = new CsvLines(stream);
        await csv.WriteAsync(Columns);
        var after = Guid.Empty;
        while (await scores.ReadAsync(model, currency, after, Batch, cancellationToken) is { Count: > 0 } rows)
        {
            foreach (var row in rows)
                await csv.WriteAsync(Fields(row));
            await csv.FlushAsync();
            after = rows[^1].CustomerId;
        }
    }

    private static IEnumerable<object?> Fields(ScoreView score) =>
    [
        score.CustomerId, score.Source, score.ExternalId, score.OrderDays, score.FirstOrderOn, score.LastOrderOn, score.ProbabilityAlive, score.ProbabilityOfOrder, score.ExpectedOrders,
        score.NextOrder.Q50, score.NextOrder.Q80, score.NextOrder.Q50On, score.NextOrder.Q80On, score.Band, score.CoolingOn, score.HighOn, score.LostOn,
        score.ValueAtStake?.Amount, score.ValueAtStake?.Currency,
    ];
}
