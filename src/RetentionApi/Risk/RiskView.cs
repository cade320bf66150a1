using NodaTime;
using RetentionApi.Churn;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Explanations;

namespace RetentionApi.Risk;

/// <summary>How likely a customer is to order again, what is at stake, and why.</summary>
/// <param name="AsOf">The day it is about.</param>
/// <param name="Model">By which it was computed; null where nothing was.</param>
/// <param name="ProbabilityAlive">Depends on the model being true: a detail, never the probability of churn. Null where the fit is `degenerate`.</param>
/// <param name="ProbabilityOfOrder">At least one order within the model's horizon. Its opposite is the probability of churn.</param>
/// <param name="ExpectedOrders">Order days within the horizon.</param>
/// <param name="Clv">Lifetime value: 36 months, discounted by 0.8 % a month, times the gross margin; null where the merchant told no margin.</param>
/// <param name="ExpectedRevenue">The same before the margin.</param>
/// <param name="Band">`active`, `cooling`, `high`, `lost`; null without a counted order.</param>
/// <param name="Since">The day the band began.</param>
/// <param name="CoolingOn">The band begins here if no order comes.</param>
/// <param name="ValueAtStake">Expected order value × (expected orders in 365 days as of the last order − as of this day).</param>
/// <param name="Withheld">`objection`: the customer objected to profiling, so nothing is computed.</param>
internal sealed record RiskView(
    Guid CustomerId,
    LocalDate AsOf,
    RiskModelView? Model,
    double? ProbabilityAlive,
    double? ProbabilityOfOrder,
    double? ExpectedOrders,
    NextOrderView? NextOrder,
    Money? Clv,
    Money? ExpectedRevenue,
    RiskBand? Band,
    LocalDate? Since,
    LocalDate? CoolingOn,
    LocalDate? HighOn,
    LocalDate? LostOn,
    Money? ValueAtStake,
    IReadOnlyList<ExplanationView> Reasons,
    string? Withheld)
{
    public static RiskView Objected(Guid customerId, LocalDate asOf) => Empty(customerId, asOf, null, []) with { Withheld = "objection" };

    public static RiskView Empty(Guid customerId, LocalDate asOf, RiskModelView? model, IReadOnlyList<ExplanationView> reasons) =>
        new(customerId, asOf, model, null, null, null, null, null, null, null, null, null, null, null, null, reasons, null);
}

/// <param name="AsOf">The day the model was fitted as of; later than the view's where no older fit exists.</param>
/// <param name="HorizonDays">For how many days ahead the probability of an order is given.</param>
/// <param name="Flags">`priorBased`, `degenerate`, or none.</param>
internal sealed record RiskModelView(Guid Id, LocalDate AsOf, int HorizonDays, IReadOnlyList<FitFlag> Flags)
{
    public static RiskModelView Of(RiskModel model) =>
        new(model.Id, model.AsOf, model.Scoring.HorizonDays, FitFlags.Of(model.IsPriorBased, model.Scoring.IsDegenerate));
}
