namespace RetentionApi.Churn;

/// <summary>Quantiles, in days, of the time to the next order.</summary>
public readonly record struct NextOrderQuantiles(double Q50, double Q80, double Q90, double Q99);

/// <summary>
/// When the next order comes, given that it comes within a year. (Unconditionally the mean is infinite for one-time buyers.) Given that, the customer is
/// alive and the time to the order is Lomax: F(h) = 1 − ((α+t)/(α+t+h))^(r+x).
/// </summary>
public static class NextOrder
{
    /// <summary>The next order is foretold on the condition that it comes within this many days.</summary>
    public const double WithinDays = 365;

    /// <summary>Days after the last order.</summary>
    public static NextOrderQuantiles AfterLastOrder(this ModelParameters parameters, PurchaseHistory history) => parameters.FromNow(history.AtLastOrder());

    /// <summary>Days from the evaluation day on, knowing of the silence so far.</summary>
    public static NextOrderQuantiles FromNow(this ModelParameters parameters, PurchaseHistory history) => new(
        parameters.NextOrderQuantile(history, 0.50),
        parameters.NextOrderQuantile(history, 0.80),
        parameters.NextOrderQuantile(history, 0.90),
        parameters.NextOrderQuantile(history, 0.99));

    /// <summary>The <paramref name="probability"/> quantile (0 &lt; q &lt; 1) of the days from the evaluation day to the next order.</summary>
    public static double NextOrderQuantile(this ModelParameters parameters, PurchaseHistory history, double probability)
    {
        var shape = parameters.R + history.Repeats;
        var scale = parameters.Alpha + history.Age;
        var withinYear = -Precise.Expm1(-shape * Precise.Log1p(WithinDays / scale));
        return scale * Precise.Expm1(-Precise.Log1p(-probability * withinYear) / shape);
    }
}
