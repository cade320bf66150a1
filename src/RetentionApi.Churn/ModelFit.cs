namespace RetentionApi.Churn;

/// <summary>A model fitted to one merchant's buyers, with what must be said beside it.</summary>
/// <param name="Parameters">Per unit of time of the histories: days.</param>
/// <param name="LogLikelihood">ln L at the parameters, without the prior.</param>
/// <param name="Iterations">Steps the search took; 0 where there was nothing to fit to.</param>
/// <param name="Customers">Buyers fitted to.</param>
/// <param name="RepeatBuyers">Of these, with orders on at least two days.</param>
/// <param name="IsPriorBased">Fewer than 100 buyers, 20 repeat buyers or 90 days: what the fit says, it has mostly from the prior.</param>
/// <param name="IsDegenerate">The drop-out probability is not to be learnt from these orders: P(alive) must be withheld, P(order) stays good.</param>
/// <param name="Horizon">The days ahead for which P(order) is published, and why.</param>
public sealed record ModelFit(
    ModelParameters Parameters,
    double LogLikelihood,
    int Iterations,
    double Customers,
    double RepeatBuyers,
    bool IsPriorBased,
    bool IsDegenerate,
    Horizon Horizon)
{
    public const int FewestCustomers = 100;
    public const int FewestRepeatBuyers = 20;
    public const int FewestDays = 90;

    internal static bool IsTooLittle(PurchaseHistories histories) =>
        histories.Customers < FewestCustomers || histories.RepeatBuyers < FewestRepeatBuyers || histories.MaximumAge < FewestDays;

    internal static bool IsDegenerateAt(ModelParameters parameters, PurchaseHistories histories) =>
        parameters.MeanDropout is < 0.02 or > 0.98 || parameters.A + parameters.B > 100 || histories.RepeatBuyers == 0;
}
