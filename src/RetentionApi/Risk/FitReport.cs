using NodaTime;
using RetentionApi.Churn;

namespace RetentionApi.Risk;

/// <summary>What must be said beside a fit; stored with it as JSON.</summary>
/// <param name="LogLikelihood">Without the prior, per day.</param>
/// <param name="BackTest">Null where nobody had ordered yet when it would have begun.</param>
internal sealed record FitReport(double LogLikelihood, int Iterations, FitCounts Counts, FitHorizon Horizon, FitSpend Spend, FitBackTest? BackTest);

/// <param name="Customers">Buyers fitted to.</param>
/// <param name="RepeatBuyers">Of these, with orders on at least two days.</param>
/// <param name="OrderDays">Days on which they ordered.</param>
/// <param name="LaterOrders">Orders dated after the evaluation day: left out.</param>
internal sealed record FitCounts(int Customers, int RepeatBuyers, int OrderDays, long LaterOrders);

/// <param name="Days">For how many days ahead the probability of an order is given.</param>
/// <param name="IsGiven">The caller chose it; otherwise 91, or 365 where fewer than a tenth ordered again within 91 days.</param>
/// <param name="ShareOrderingAgain">Of the buyers who could be observed for 91 days, who ordered in the last 91.</param>
internal sealed record FitHorizon(int Days, bool IsGiven, double? ShareOrderingAgain);

/// <summary>The value of an order (Gamma-Gamma on the mean value of repeat orders).</summary>
/// <param name="P">Null where too few repeat orders have a value.</param>
/// <param name="Customers">Repeat buyers fitted to.</param>
/// <param name="LeftOut">Repeat buyers without an order of a value in the merchant's currency.</param>
/// <param name="MeanOrderValue">What an order is taken to be worth where the model has no finite mean (q ≤ 1) or there is none.</param>
/// <param name="IsUsed">Whether the model has a finite mean, and so gives the expected order value.</param>
internal sealed record FitSpend(double? P, double? Q, double? V, double? LogLikelihood, int Customers, int LeftOut, double? MeanOrderValue, bool IsUsed);

/// <summary>The model as it would have been fitted a horizon ago, set against who ordered since, next to the rule "no order for 90 days".</summary>
/// <param name="CutOn">The day it was fitted as of.</param>
/// <param name="Customers">Buyers known then.</param>
/// <param name="CustomersOrdering">Of these, who ordered since.</param>
/// <param name="ExpectedOrderDays">What the model expected.</param>
/// <param name="IsCalibrated">Predicted ÷ actual lies in 0.8–1.25: only then may the word be used.</param>
internal sealed record FitBackTest(
    LocalDate CutOn,
    int HorizonDays,
    FitParameters Parameters,
    int Customers,
    int CustomersOrdering,
    int OrderDays,
    double ExpectedOrderDays,
    bool IsCalibrated,
    ForecastQuality Model,
    ForecastQuality Rule)
{
    public static FitBackTest Of(BackTest test) => new(
        DayNumber.Date(test.CutDay), test.HorizonDays, FitParameters.Of(test.Fit.Parameters), test.Customers, test.CustomersOrdering, test.OrderDays,
        test.ExpectedOrderDays, test.IsCalibrated, test.Model, test.Rule);
}

/// <summary>Of MBG/NBD (Batislam, Denizel &amp; Filiztekin 2007), in days.</summary>
/// <param name="R">Shape of the order rate: the smaller, the more customers differ.</param>
/// <param name="Alpha">Scale of the order rate, in days.</param>
/// <param name="A">First parameter of the drop-out probability after each order.</param>
/// <param name="B">Second parameter of the drop-out probability.</param>
internal sealed record FitParameters(double R, double Alpha, double A, double B)
{
    public static FitParameters Of(ModelParameters parameters) => new(parameters.R, parameters.Alpha, parameters.A, parameters.B);
}
