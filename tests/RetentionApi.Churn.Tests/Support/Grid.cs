namespace RetentionApi.Churn.Tests.Support;

/// <summary>
/// 674 made-up customers in twelve histories. Reference values for them were computed with 30 digits from the Γ and B functions themselves
/// (the likelihood was checked by integrating the generative model over rate and drop-out numerically), the maxima by Newton's method
/// with numerical derivatives.
/// </summary>
internal static class Grid
{
    private static readonly (int X, double Tx, double T, double Weight)[] Customers =
    [
        (0, 0, 0, 7), (0, 0, 30, 50), (0, 0, 200, 400), (0, 0, 365, 120), (1, 3, 120, 9), (1, 80, 200, 30),
        (1, 300, 365, 25), (2, 90, 365, 14), (3, 200, 210, 8), (5, 150, 365, 6), (9, 340, 365, 4), (26, 216, 217, 1),
    ];

    /// <param name="unit">Days per unit of time.</param>
    public static PurchaseHistories Histories(double unit = 1) => PurchaseHistories.From(
        [.. Customers.Select(row => new PurchaseHistory(row.X, row.Tx / unit, row.T / unit))], [.. Customers.Select(row => row.Weight)]);
}
