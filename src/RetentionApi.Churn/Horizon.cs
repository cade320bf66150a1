namespace RetentionApi.Churn;

/// <summary>For how many days ahead P(order) is published.</summary>
/// <param name="Days">91, or 365 where orders are so rare that a quarter would say little.</param>
/// <param name="ShareOrderingAgain">
/// Of the buyers whose first order is at least 91 days old, the share who ordered within the last 91 days; null without such buyers.
/// </param>
public readonly record struct Horizon(int Days, double? ShareOrderingAgain)
{
    public const int Quarter = 91;
    public const int Year = 365;
    public const double LeastShare = 0.10;

    /// <summary>91 days, or 365 if under a tenth of the buyers who could be observed for 91 days ordered again in them.</summary>
    public static Horizon For(PurchaseHistories histories)
    {
        var (observed, again) = (0.0, 0.0);
        for (var i = 0; i < histories.Rows.Length; i++)
        {
            var row = histories.Rows[i];
            observed += row.Age >= Quarter ? histories.Weights[i] : 0;
            again += row.Age >= Quarter && row.Silence < Quarter ? histories.Weights[i] : 0;
        }
        double? share = observed > 0 ? again / observed : null;
        return new Horizon(share < LeastShare ? Year : Quarter, share);
    }
}
