using RetentionApi.Churn;

namespace RetentionApi.Risk;

/// <summary>Every buyer's order days up to a day, in columns: a million buyers take some hundred megabytes.</summary>
/// <param name="CustomerIds">One a buyer.</param>
/// <param name="Days">Of all buyers, one after the other, each one's ascending.</param>
/// <param name="Values">What was spent on each day.</param>
/// <param name="Offsets">Where each buyer's days begin, and the end of the last.</param>
/// <param name="LaterOrders">Orders dated after the evaluation day: left out, and counted here.</param>
internal sealed record BuyerLog(Guid[] CustomerIds, int[] Days, double[] Values, int[] Offsets, long LaterOrders)
{
    public int Count => CustomerIds.Length;

    public OrderLog ToOrderLog() => new(Days, Offsets);

    public BuyerOrders Buyer(int index) => BuyerOrders.Of(
        Days.AsSpan(Offsets[index]..Offsets[index + 1]), Values.AsSpan(Offsets[index]..Offsets[index + 1]));

    public BuyerOrders[] Buyers(Range range)
    {
        var (start, length) = range.GetOffsetAndLength(Count);
        var buyers = new BuyerOrders[length];
        for (var i = 0; i < length; i++)
            buyers[i] = Buyer(start + i);
        return buyers;
    }

    /// <summary>Of the days with a value.</summary>
    public double? MeanOrderValue()
    {
        var (count, sum) = (0L, 0.0);
        foreach (var value in Values)
        {
            count += value > 0 ? 1 : 0;
            sum += Math.Max(value, 0);
        }

        return count > 0 ? sum / count : null;
    }
}
