namespace RetentionApi.Churn;

/// <summary>
/// All that the model needs to know of one customer. Orders of one day are one event. x = 0 exactly where t_x = 0, and 0 ≤ t_x ≤ T.
/// </summary>
/// <param name="Repeats">x: distinct days with an order, less one.</param>
/// <param name="AgeAtLastOrder">t_x: days from the first order to the last.</param>
/// <param name="Age">T: days from the first order to the evaluation day.</param>
public readonly record struct PurchaseHistory(int Repeats, double AgeAtLastOrder, double Age)
{
    /// <summary>Days since the last order.</summary>
    public double Silence => Age - AgeAtLastOrder;

    /// <summary>The same customer as they were seen on the day of their last order.</summary>
    public PurchaseHistory AtLastOrder() => this with { Age = AgeAtLastOrder };

    /// <summary>The same customer, still silent, <paramref name="days"/> after the last order.</summary>
    public PurchaseHistory AfterSilence(double days) => this with { Age = AgeAtLastOrder + days };

    /// <param name="firstDay">Number of the day of the first order.</param>
    /// <param name="lastDay">Number of the day of the last order.</param>
    /// <param name="orderDays">Distinct days with an order, at least 1.</param>
    /// <param name="evaluationDay">The day the customer is looked at. If the last order is later, the customer is seen on the day of that order.</param>
    /// <exception cref="ArgumentException">The three numbers cannot belong to one customer.</exception>
    public static PurchaseHistory Of(int firstDay, int lastDay, int orderDays, int evaluationDay)
    {
        if (orderDays < 1 || lastDay < firstDay || (orderDays == 1) != (lastDay == firstDay) || orderDays - 1 > lastDay - firstDay)
            throw new ArgumentException($"No customer has {orderDays} order days from day {firstDay} to day {lastDay}.");
        return new PurchaseHistory(orderDays - 1, lastDay - firstDay, Math.Max(evaluationDay, lastDay) - firstDay);
    }
}
