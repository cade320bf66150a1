namespace RetentionApi.Churn;

/// <summary>How a buyer's silence compares with their own rhythm.</summary>
public enum RiskBand
{
    Active,
    Cooling,
    High,
    Lost,
}

/// <summary>Where the bands begin; the defaults are the product's.</summary>
/// <param name="CoolingQuantile">Cooling begins when this share of returning customers like this one would have ordered.</param>
/// <param name="HighQuantile">The same for high, together with <paramref name="HighNoOrder"/>.</param>
/// <param name="LostQuantile">The same for lost, together with <paramref name="LostNoOrder"/> and a silence of the horizon.</param>
/// <param name="HighNoOrder">The least P(no order within the horizon) for high: keeps a very loyal customer out.</param>
/// <param name="LostNoOrder">The least P(no order within the horizon) for lost.</param>
public sealed record RiskRule(
    double CoolingQuantile = 0.80, double HighQuantile = 0.90, double LostQuantile = 0.99, double HighNoOrder = 0.10, double LostNoOrder = 0.50)
{
    public static RiskRule Default { get; } = new();
}

/// <summary>
/// The first whole days after the last order on which each band applies, if no order comes.
/// They depend on the orders and the parameters alone, not on today.
/// </summary>
/// <param name="Cooling">Days after the last order.</param>
/// <param name="High">Days after the last order; null where it takes over a hundred years.</param>
/// <param name="Lost">Days after the last order; null where it takes over a hundred years.</param>
public readonly record struct BandDays(int Cooling, int? High, int? Lost)
{
    /// <summary>The band of one who has been silent for <paramref name="silence"/> days.</summary>
    public RiskBand BandAfter(int silence) =>
        silence >= Lost ? RiskBand.Lost
        : silence >= High ? RiskBand.High
        : silence >= Cooling ? RiskBand.Cooling
        : RiskBand.Active;
}

/// <summary>
/// Dates the bands. Every condition, once met, stays met while the customer is silent: the quantiles are of the time after the last order,
/// and L(T) is a sum of a power and a constant, so log-convex, so P(no order) = L(T+H)/L(T) never falls with T.
/// </summary>
public static class RiskBands
{
    /// <summary>Silences beyond this are not searched.</summary>
    public const int LongestSilence = 36_525;

    /// <param name="parameters">Per day.</param>
    /// <param name="history">Whose; its age does not matter.</param>
    /// <param name="horizon">Days ahead of P(no order); also the shortest silence of one who is lost.</param>
    /// <param name="rule">Where the bands begin.</param>
    public static BandDays BandDaysOf(this ModelParameters parameters, PurchaseHistory history, int horizon, RiskRule rule)
    {
        var cooling = QuantileDay(parameters, history, rule.CoolingQuantile);
        var high = QuantileDay(parameters, history, rule.HighQuantile);
        var lost = Math.Max(QuantileDay(parameters, history, rule.LostQuantile), horizon);
        return new BandDays(
            cooling,
            FirstDay(parameters, history, horizon, rule.HighNoOrder, high),
            FirstDay(parameters, history, horizon, rule.LostNoOrder, lost));
    }

    private static int QuantileDay(ModelParameters parameters, PurchaseHistory history, double probability) =>
        (int)Math.Ceiling(parameters.NextOrderQuantile(history.AtLastOrder(), probability));

    /// <summary>
    /// The first day not before <paramref name="earliest"/> on which P(no order) reaches <paramref name="least"/>: doubling steps, then bisection.
    /// </summary>
    private static int? FirstDay(ModelParameters parameters, PurchaseHistory history, int horizon, double least, int earliest)
    {
        bool IsReached(int silence) => parameters.ProbabilityOfNoOrder(history.AfterSilence(silence), horizon) >= least;

        if (IsReached(earliest))
            return earliest;
        var (before, reached) = (earliest, earliest + 1);
        while (!IsReached(reached))
        {
            if (reached >= LongestSilence)
                return null;
            (before, reached) = (reached, Math.Min(earliest + (2 * (reached - earliest)), LongestSilence));
        }
        while (reached - before > 1)
        {
            var middle = before + ((reached - before) / 2);
            (before, reached) = IsReached(middle) ? (before, middle) : (middle, reached);
        }
        return reached;
    }
}
