namespace RetentionApi.Churn;

/// <summary>
/// Every buyer's order days in one flat array: buyer i has <c>days[offsets[i] .. offsets[i + 1]]</c>, ascending; several orders on one day are one event.
/// </summary>
public sealed class OrderLog
{
    private readonly int[] days;
    private readonly int[] offsets;

    /// <param name="days">Day numbers, ascending within each buyer.</param>
    /// <param name="offsets">Where each buyer's days begin, and the end of the last: one more than there are buyers.</param>
    /// <exception cref="ArgumentException">The offsets do not cover the days, or a buyer's days do not ascend.</exception>
    public OrderLog(int[] days, int[] offsets)
    {
        if (offsets.Length == 0 || offsets[0] != 0 || offsets[^1] != days.Length)
            throw new ArgumentException("The offsets begin with 0 and end with the number of days.", nameof(offsets));
        (this.days, this.offsets) = (days, offsets);
        for (var buyer = 0; buyer < Buyers; buyer++)
            RefuseDescending(buyer);
    }

    /// <summary>From one array a buyer.</summary>
    public static OrderLog From(IReadOnlyList<int[]> orderDays)
    {
        var offsets = new int[orderDays.Count + 1];
        for (var i = 0; i < orderDays.Count; i++)
            offsets[i + 1] = offsets[i] + orderDays[i].Length;
        return new OrderLog([.. orderDays.SelectMany(days => days)], offsets);
    }

    public int Buyers => offsets.Length - 1;

    /// <summary>Distinct order days of a buyer after <paramref name="from"/> up to and including <paramref name="to"/>.</summary>
    public int OrderDaysBetween(int buyer, int from, int to)
    {
        var count = 0;
        var previous = int.MinValue;
        foreach (var day in DaysOf(buyer))
        {
            if (day > from && day <= to && day != previous)
                count++;
            previous = day;
        }
        return count;
    }

    /// <summary>The buyers known on <paramref name="day"/> as they were then, and their places in this log. Later orders are left out.</summary>
    public (BuyerTable Table, int[] Buyers) KnownOn(int day)
    {
        var known = Enumerable.Range(0, Buyers).Where(buyer => DaysOf(buyer) is [var first, ..] && first <= day).ToArray();
        var (first, last, orderDays) = (new int[known.Length], new int[known.Length], new int[known.Length]);
        for (var i = 0; i < known.Length; i++)
        {
            var own = DaysOf(known[i]);
            first[i] = own[0];
            last[i] = LastUpTo(own, day);
            orderDays[i] = OrderDaysBetween(known[i], int.MinValue, day);
        }
        return (new BuyerTable(first, last, orderDays), known);
    }

    private ReadOnlySpan<int> DaysOf(int buyer) => days.AsSpan(offsets[buyer], offsets[buyer + 1] - offsets[buyer]);

    private static int LastUpTo(ReadOnlySpan<int> own, int day)
    {
        var last = own.Length - 1;
        while (own[last] > day)
            last--;
        return own[last];
    }

    private void RefuseDescending(int buyer)
    {
        if (offsets[buyer + 1] < offsets[buyer])
            throw new ArgumentException($"The offsets descend at buyer {buyer}.");
        var own = DaysOf(buyer);
        for (var i = 1; i < own.Length; i++)
        {
            if (own[i] < own[i - 1])
                throw new ArgumentException($"The days of buyer {buyer} do not ascend.");
        }
    }
}
