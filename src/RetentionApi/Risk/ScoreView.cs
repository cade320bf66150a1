using NodaTime;
using RetentionApi.Churn;
using RetentionApi.Domain.Common;

namespace RetentionApi.Risk;

/// <summary>One buyer, scored as of the model's day.</summary>
/// <param name="Source">Of the first of the customer's identities; null: known without one.</param>
/// <param name="OrderDays">Distinct days with an order.</param>
/// <param name="ProbabilityAlive">Depends on the model being true: a detail, never the probability of churn. Null where the fit is `degenerate`.</param>
/// <param name="ProbabilityOfOrder">At least one order within the model's horizon. Its opposite is the probability of churn.</param>
/// <param name="ExpectedOrders">Order days within the horizon.</param>
/// <param name="CoolingOn">The band begins here if no order comes.</param>
/// <param name="ValueAtStake">Expected order value × (expected orders in 365 days as of the last order − as of today).</param>
internal sealed record ScoreView(
    Guid CustomerId,
    string? Source,
    string? ExternalId,
    int OrderDays,
    LocalDate FirstOrderOn,
    LocalDate LastOrderOn,
    double? ProbabilityAlive,
    double ProbabilityOfOrder,
    double ExpectedOrders,
    NextOrderView NextOrder,
    RiskBand Band,
    LocalDate CoolingOn,
    LocalDate? HighOn,
    LocalDate? LostOn,
    Money? ValueAtStake)
{
    public static ScoreView Of(Guid customerId, string? source, string? externalId, BuyerOrders orders, CustomerScore score, string currency)
    {
        var risk = CustomerRisk.Of(customerId, orders, score, currency);
        return new ScoreView(
            customerId, source, externalId, orders.OrderDays, risk.FirstOrderOn!.Value, risk.LastOrderOn!.Value, score.ProbabilityAlive, score.ProbabilityOfOrder,
            score.ExpectedOrders, NextOrderView.Of(orders, score.NextOrder), score.Band, risk.CoolingOn!.Value, risk.HighOn, risk.LostOn,
            risk.ValueAtStake is { } stake ? Money.Rounded(stake, currency) : null);
    }
}

/// <summary>When the next order comes, given that it comes within 365 days of the last: half of such customers have ordered by the first day, four of five by the second.</summary>
/// <param name="Q50">Days after the last order.</param>
/// <param name="Q80">Days after the last order.</param>
internal sealed record NextOrderView(double Q50, double Q80, LocalDate Q50On, LocalDate Q80On)
{
    public static NextOrderView Of(BuyerOrders orders, NextOrderQuantiles quantiles)
    {
        LocalDate On(double days) => DayNumber.Date(orders.LastDay + (int)Math.Ceiling(days));
        return new NextOrderView(quantiles.Q50, quantiles.Q80, On(quantiles.Q50), On(quantiles.Q80));
    }
}
