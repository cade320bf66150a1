using NodaTime;

namespace RetentionApi.Domain.Orders;

/// <summary>All orders of one customer on one calendar day of the merchant: one event of the behaviour model.</summary>
/// <param name="Spend">Gross, in the merchant's currency; orders in another count and add nothing.</param>
/// <param name="SpendOrders">How many of <paramref name="Orders"/> are in <paramref name="Spend"/>.</param>
public sealed record OrderDay(LocalDate Date, int Orders, int SpendOrders, decimal Spend);

public static class OrderDays
{
    /// <summary>The days on which the customer ordered, oldest first.</summary>
    /// <remarks>
    /// Cancelled, unpaid and test orders, and those whose money went back whole, do not count. An order whose goods all came back counts: it was a decision to buy.
    /// </remarks>
    public static IReadOnlyList<OrderDay> Of(IEnumerable<Order> orders, string currency, DateTimeZone zone)
    {
        var days = new SortedDictionary<LocalDate, OrderDay>();
        foreach (var order in orders)
        {
            if (!order.CountsAsOrder)
                continue;
            var date = order.PlacedAt.InZone(zone).Date;
            var day = days.GetValueOrDefault(date) ?? new OrderDay(date, 0, 0, 0);
            var isSpend = order.Currency == currency;
            days[date] = new OrderDay(date, day.Orders + 1, day.SpendOrders + (isSpend ? 1 : 0), day.Spend + (isSpend ? order.Gross : 0));
        }

        return [.. days.Values];
    }
}
