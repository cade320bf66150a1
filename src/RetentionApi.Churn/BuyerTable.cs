namespace RetentionApi.Churn;

/// <summary>
/// Buyers as columns of equal length, one row a buyer, as they are stored: days are numbers counted from any one day.
/// </summary>
public sealed class BuyerTable
{
    private readonly int[] firstDays;
    private readonly int[] lastDays;
    private readonly int[] orderDays;

    /// <param name="firstDays">Day of the first order.</param>
    /// <param name="lastDays">Day of the last order.</param>
    /// <param name="orderDays">Distinct days with an order, at least 1.</param>
    /// <exception cref="ArgumentException">The columns differ in length.</exception>
    public BuyerTable(int[] firstDays, int[] lastDays, int[] orderDays)
    {
        if (firstDays.Length != lastDays.Length || firstDays.Length != orderDays.Length)
            throw new ArgumentException($"Columns of one length are needed, not {firstDays.Length}, {lastDays.Length} and {orderDays.Length}.");
        (this.firstDays, this.lastDays, this.orderDays) = (firstDays, lastDays, orderDays);
    }

    public int Count => firstDays.Length;

    public ReadOnlySpan<int> FirstDays => firstDays;

    public ReadOnlySpan<int> LastDays => lastDays;

    public ReadOnlySpan<int> OrderDays => orderDays;

    /// <summary>The history of row <paramref name="index"/>; one who ordered after <paramref name="evaluationDay"/> is seen on the day of that order.</summary>
    /// <exception cref="ArgumentException">The row cannot belong to one customer.</exception>
    public PurchaseHistory History(int index, int evaluationDay) => PurchaseHistory.Of(firstDays[index], lastDays[index], orderDays[index], evaluationDay);
}
