namespace RetentionApi.Churn;

/// <summary>What a customer is still worth.</summary>
/// <param name="ExpectedRevenue">Discounted revenue of the months ahead.</param>
/// <param name="Clv">The same times the gross margin; null where the margin is not known.</param>
public readonly record struct LifetimeValue(double ExpectedRevenue, double? Clv)
{
    public const double DaysPerMonth = 365.25 / 12;
    public const int Months = 36;
    public const double MonthlyDiscount = 0.008;

    /// <summary>
    /// E[value]·Σₖ E[orders in month k]/(1+d)ᵏ over <paramref name="months"/> months
    /// (Fader, Hardie &amp; Lee 2005, with the spend model independent of the orders).
    /// </summary>
    /// <param name="parameters">Per day.</param>
    /// <param name="history">Of the customer on the evaluation day.</param>
    /// <param name="orderValue">Expected value of one of their orders.</param>
    /// <param name="margin">Gross margin as a share of revenue, or null.</param>
    /// <param name="months">Of 365.25/12 days.</param>
    /// <param name="discount">Per month.</param>
    public static LifetimeValue Of(
        ModelParameters parameters, PurchaseHistory history, double orderValue, double? margin = null, int months = Months, double discount = MonthlyDiscount)
    {
        var (discounted, upToNow) = (0.0, 0.0);
        for (var month = 1; month <= months; month++)
        {
            var upToMonth = parameters.ExpectedOrders(history, month * DaysPerMonth);
            discounted += Math.Max(upToMonth - upToNow, 0) * Math.Pow(1 + discount, -month);
            upToNow = upToMonth;
        }
        var revenue = orderValue * discounted;
        return new LifetimeValue(revenue, revenue * margin);
    }
}
