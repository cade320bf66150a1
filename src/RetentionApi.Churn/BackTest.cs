namespace RetentionApi.Churn;

/// <summary>
/// How the model would have done: fitted to what was known <paramref name="HorizonDays"/> before the evaluation day,
/// its P(order) set against who ordered since.
/// </summary>
/// <param name="CutDay">The evaluation day less the horizon.</param>
/// <param name="HorizonDays">H.</param>
/// <param name="Fit">The fit as of the cut.</param>
/// <param name="Customers">Buyers known at the cut.</param>
/// <param name="CustomersOrdering">Of these, with an order in the horizon.</param>
/// <param name="OrderDays">Their order days in the horizon.</param>
/// <param name="ExpectedOrderDays">What the fit expected.</param>
/// <param name="Model">The quality of the model's P(order).</param>
/// <param name="Rule">The quality, on the same buyers, of "orders again unless they have not ordered for 90 days".</param>
public sealed record BackTest(
    int CutDay,
    int HorizonDays,
    ModelFit Fit,
    int Customers,
    int CustomersOrdering,
    int OrderDays,
    double ExpectedOrderDays,
    ForecastQuality Model,
    ForecastQuality Rule)
{
    /// <summary>The silence after which the plain rule gives a customer up.</summary>
    public const int RuleDays = 90;

    /// <summary>Whether the word "calibrated" may be used: predicted ÷ actual lies in 0.8–1.25.</summary>
    public bool IsCalibrated => Model.PredictedOverActual is >= 0.8 and <= 1.25;

    /// <summary>Cuts, fits by maximum a posteriori, scores and compares.</summary>
    /// <param name="log">Every buyer's order days; those after the evaluation day are left out.</param>
    /// <param name="evaluationDay">Until when the outcome is known.</param>
    /// <param name="horizonDays">H: how long before it the cut lies.</param>
    /// <returns>Null where no buyer was known at the cut.</returns>
    public static BackTest? Run(OrderLog log, int evaluationDay, int horizonDays) =>
        Run(log, evaluationDay, horizonDays, known => ModelFitter.MaximumAPosteriori(known));

    /// <summary>The same with another fit.</summary>
    public static BackTest? Run(OrderLog log, int evaluationDay, int horizonDays, Func<PurchaseHistories, ModelFit> fitter)
    {
        var cutDay = evaluationDay - horizonDays;
        var (known, buyers) = log.KnownOn(cutDay);
        if (known.Count == 0)
            return null;
        var fit = fitter(PurchaseHistories.From(known, cutDay));
        var (byModel, byRule) = (new Forecast[known.Count], new Forecast[known.Count]);
        var (orderDays, expected) = (0, 0.0);
        for (var i = 0; i < known.Count; i++)
        {
            var history = known.History(i, cutDay);
            var actual = log.OrderDaysBetween(buyers[i], cutDay, evaluationDay);
            orderDays += actual;
            expected += fit.Parameters.ExpectedOrders(history, horizonDays);
            byModel[i] = new Forecast(fit.Parameters.ProbabilityOfOrder(history, horizonDays), actual > 0, history.Repeats == 0);
            byRule[i] = new Forecast(history.Silence < RuleDays ? 1 : 0, actual > 0, history.Repeats == 0);
        }
        return new BackTest(
            cutDay,
            horizonDays,
            fit,
            known.Count,
            byModel.Count(forecast => forecast.Ordered),
            orderDays,
            expected,
            ForecastQuality.Of(byModel),
            ForecastQuality.Of(byRule));
    }
}
