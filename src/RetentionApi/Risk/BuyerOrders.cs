namespace RetentionApi.Risk;

/// <summary>What the models need to know of one buyer as of a day.</summary>
/// <param name="FirstDay">As <see cref="DayNumber"/>.</param>
/// <param name="LastDay">As <see cref="DayNumber"/>.</param>
/// <param name="OrderDays">Distinct days with an order.</param>
/// <param name="ValuedRepeats">Days after the first with an order of a value in the merchant's currency.</param>
/// <param name="MeanValue">Of these days; 0 without any.</param>
internal readonly record struct BuyerOrders(int FirstDay, int LastDay, int OrderDays, int ValuedRepeats, double MeanValue)
{
    /// <param name="days">Ascending, at least one.</param>
    /// <param name="values">What was spent on each.</param>
    public static BuyerOrders Of(ReadOnlySpan<int> days, ReadOnlySpan<double> values)
    {
        var (repeats, sum) = (0, 0.0);
        for (var i = 1; i < values.Length; i++)
        {
            repeats += values[i] > 0 ? 1 : 0;
            sum += Math.Max(values[i], 0);
        }

        return new BuyerOrders(days[0], days[^1], days.Length, repeats, repeats > 0 ? sum / repeats : 0);
    }
}
