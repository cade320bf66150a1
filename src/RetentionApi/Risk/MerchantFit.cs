using NodaTime;
using RetentionApi.Churn;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.Merchants;

namespace RetentionApi.Risk;

/// <summary>A merchant's orders as of a day, fitted. Pure.</summary>
/// <param name="SpendModel">Null where it has no finite mean or there was nothing to fit to.</param>
internal sealed record MerchantFit(ScoringModel Scoring, bool IsPriorBased, SpendModel? SpendModel, FitReport Report)
{
    private static readonly Error Failed = Error.Refused("churn.fit_failed", "The orders hold no pattern that a model could be fitted to.");

    /// <param name="log">Orders up to <paramref name="asOf"/>.</param>
    /// <param name="horizonDays">Null: by the rule.</param>
    public static Result<MerchantFit> Of(BuyerLog log, LocalDate asOf, int? horizonDays, RiskPolicy bands)
    {
        try
        {
            return Fit(log, DayNumber.Of(asOf), horizonDays, new RiskRule(bands.CoolingQuantile, bands.HighQuantile, bands.LostQuantile, bands.HighNoOrder, bands.LostNoOrder));
        }
        catch (ModelFitException)
        {
            return Failed;
        }
    }

    private static MerchantFit Fit(BuyerLog log, int asOf, int? horizonDays, RiskRule rule)
    {
        var orders = log.ToOrderLog();
        var fit = ModelFitter.MaximumAPosteriori(PurchaseHistories.From(orders.KnownOn(asOf).Table, asOf));
        var scoring = ScoringModel.Of(fit, rule) with { HorizonDays = horizonDays ?? fit.Horizon.Days };
        var spend = FitSpendOf(log);
        var backTest = BackTest.Run(orders, asOf, scoring.HorizonDays);
        var report = new FitReport(
            fit.LogLikelihood,
            fit.Iterations,
            new FitCounts(log.Count, (int)fit.RepeatBuyers, log.Days.Length, log.LaterOrders),
            new FitHorizon(scoring.HorizonDays, horizonDays is not null, fit.Horizon.ShareOrderingAgain),
            spend,
            backTest is null ? null : FitBackTest.Of(backTest));
        return new MerchantFit(scoring, fit.IsPriorBased, spend.IsUsed ? new SpendModel(spend.P!.Value, spend.Q!.Value, spend.V!.Value) : null, report);
    }

    /// <summary>The first order of a customer is left out: it is not what a repeat order is worth. A spend that cannot be fitted stops no fit.</summary>
    private static FitSpend FitSpendOf(BuyerLog log)
    {
        var repeatBuyers = log.Buyers(..).Where(b => b.OrderDays > 1).ToArray();
        var mean = log.MeanOrderValue();
        try
        {
            var valued = repeatBuyers.Where(b => b.ValuedRepeats > 0).ToArray();
            return SpendFitter.Fit([.. valued.Select(b => b.ValuedRepeats)], [.. valued.Select(b => b.MeanValue)]) is { } fit
                ? new FitSpend(fit.Model.P, fit.Model.Q, fit.Model.V, fit.LogLikelihood, fit.Customers, repeatBuyers.Length - valued.Length, mean, fit.Model.HasMean)
                : new FitSpend(null, null, null, null, 0, repeatBuyers.Length, mean, IsUsed: false);
        }
        catch (ModelFitException)
        {
            return new FitSpend(null, null, null, null, 0, repeatBuyers.Length, mean, IsUsed: false);
        }
    }
}
