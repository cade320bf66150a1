using NodaTime;
using RetentionApi.Churn;
using RetentionApi.Merchants;

namespace RetentionApi.Risk;

/// <summary>What the description shows of risk: eleven days after a first order.</summary>
internal static class RiskExamples
{
    private static readonly LocalDate FittedOn = new(2026, 3, 9);

    public static readonly RiskView Risk = new(
        ExampleShop.Customer, ExampleShop.Today, new RiskModelView(ExampleShop.Model, FittedOn, 91, []), 0.78, 0.46, 0.71,
        new NextOrderView(38.2, 112.6, new LocalDate(2026, 4, 9), new LocalDate(2026, 6, 22)), ExampleShop.Yuan(512.60m), ExampleShop.Yuan(183.20m),
        RiskBand.Active, ExampleShop.OrderDay, new LocalDate(2026, 4, 9), new LocalDate(2026, 6, 22), new LocalDate(2026, 10, 30), ExampleShop.Yuan(31.40m),
        [ExampleShop.Explain("silence.oneOrder", ("days", 11)), ExampleShop.Explain("chance.percent", ("horizon", 91), ("percent", 46))], null);

    public static readonly ChurnModelView Model = new(
        ExampleShop.Model, FittedOn, Instant.FromUtc(2026, 3, 9, 3, 0), true, new FitParameters(0.52, 61.4, 0.41, 2.6), -18211.4,
        new FitCounts(2357, 946, 5103, 0), [], new FitHorizon(91, false, 0.31), new FitSpend(6.2, 3.7, 215.4, -4057.5, 943, 3, 214.6, true), RiskRule.Default,
        new FitBackTest(
            new LocalDate(2025, 12, 8), 91, new FitParameters(0.5, 59.8, 0.43, 2.5), 2104, 648, 912, 944.6, true,
            new ForecastQuality(0.142, 0.437, 0.78, 1.04, 1.07, 0.021, [new CalibrationBin(1052, 0.12, 0.11), new CalibrationBin(1052, 0.51, 0.5)]),
            new ForecastQuality(0.231, 1.912, 0.69, 1.38, 1.52, 0.118, [new CalibrationBin(1052, 0, 0.14), new CalibrationBin(1052, 1, 0.47)])));
}
