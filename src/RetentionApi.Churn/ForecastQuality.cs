namespace RetentionApi.Churn;

/// <summary>One foretold probability and what happened.</summary>
public readonly record struct Forecast(double Probability, bool Ordered, bool IsOneTimeBuyer);

/// <summary>A tenth of the customers, by foretold probability.</summary>
/// <param name="Customers">How many there are.</param>
/// <param name="Predicted">Their mean probability.</param>
/// <param name="Actual">The share of them who ordered.</param>
public readonly record struct CalibrationBin(int Customers, double Predicted, double Actual);

/// <summary>How good foretold probabilities were.</summary>
/// <param name="Brier">Mean squared error, 0 best (Brier 1950).</param>
/// <param name="LogLoss">Mean −ln of the probability given to what happened, each held within 0.001 and 0.999.</param>
/// <param name="Auc">P(a customer who ordered was ranked above one who did not), ties half; null where all did alike.</param>
/// <param name="PredictedOverActual">Customers foretold to order ÷ customers who did; null where none did.</param>
/// <param name="OneTimePredictedOverActual">The same of one-time buyers alone.</param>
/// <param name="CalibrationError">Mean over all customers of |predicted − actual| of their bin.</param>
/// <param name="Bins">Ten bins from the least to the most probable.</param>
public sealed record ForecastQuality(
    double Brier,
    double LogLoss,
    double? Auc,
    double? PredictedOverActual,
    double? OneTimePredictedOverActual,
    double CalibrationError,
    IReadOnlyList<CalibrationBin> Bins)
{
    private const double LeastProbability = 0.001;
    private const int BinCount = 10;

    /// <summary>Measures at least one forecast.</summary>
    public static ForecastQuality Of(IReadOnlyCollection<Forecast> forecasts)
    {
        var sorted = forecasts.OrderBy(forecast => forecast.Probability).ToArray();
        var bins = CalibrationBins(sorted);
        return new ForecastQuality(
            sorted.Average(forecast => Square(forecast.Probability - (forecast.Ordered ? 1 : 0))),
            sorted.Average(LossOf),
            AreaUnderCurve(sorted),
            PredictedOver(sorted),
            PredictedOver([.. sorted.Where(forecast => forecast.IsOneTimeBuyer)]),
            bins.Sum(bin => bin.Customers * Math.Abs(bin.Predicted - bin.Actual)) / sorted.Length,
            bins);
    }

    private static double LossOf(Forecast forecast)
    {
        var held = Math.Clamp(forecast.Probability, LeastProbability, 1 - LeastProbability);
        return -Math.Log(forecast.Ordered ? held : 1 - held);
    }

    private static double? PredictedOver(Forecast[] forecasts)
    {
        var actual = forecasts.Count(forecast => forecast.Ordered);
        return actual > 0 ? forecasts.Sum(forecast => forecast.Probability) / actual : null;
    }

    /// <summary>By the mean rank of those who ordered (Mann &amp; Whitney 1947); equal probabilities share their mean rank.</summary>
    private static double? AreaUnderCurve(Forecast[] sorted)
    {
        var (rankSum, positives) = (0.0, 0L);
        for (int start = 0, end; start < sorted.Length; start = end)
        {
            var tied = 0;
            for (end = start; end < sorted.Length && sorted[end].Probability == sorted[start].Probability; end++)
                tied += sorted[end].Ordered ? 1 : 0;
            rankSum += tied * (start + 1 + end) / 2.0;
            positives += tied;
        }
        var negatives = sorted.Length - positives;
        return positives == 0 || negatives == 0 ? null : (rankSum - (positives * (positives + 1) / 2.0)) / (positives * (double)negatives);
    }

    private static CalibrationBin[] CalibrationBins(Forecast[] sorted) =>
    [
        .. Enumerable.Range(0, BinCount)
            .Select(bin => sorted[BinStart(bin, sorted.Length)..BinStart(bin + 1, sorted.Length)])
            .Where(members => members.Length > 0)
            .Select(members => new CalibrationBin(
                members.Length, members.Average(forecast => forecast.Probability), members.Average(forecast => forecast.Ordered ? 1.0 : 0.0))),
    ];

    /// <summary>Bins of equal size, the first of them one larger while a remainder lasts.</summary>
    private static int BinStart(int bin, int count) => (bin * (count / BinCount)) + Math.Min(bin, count % BinCount);

    private static double Square(double value) => value * value;
}
