namespace RetentionApi.Churn;

/// <summary>Everything that is stored of one customer.</summary>
/// <param name="ProbabilityAlive">Null where the fit is degenerate.</param>
/// <param name="ProbabilityOfOrder">P(at least one order within the horizon).</param>
/// <param name="ExpectedOrders">Order days within the horizon.</param>
/// <param name="NextOrder">Days after the last order, given that the next comes within a year.</param>
/// <param name="Bands">Days after the last order on which the bands begin.</param>
/// <param name="Band">On the evaluation day.</param>
/// <param name="OrdersAtStake">Expected orders in 365 days as of the last order less those as of the evaluation day.</param>
/// <param name="ValueAtStake"><paramref name="OrdersAtStake"/> times the expected order value; null where that is not known.</param>
public readonly record struct CustomerScore(
    double? ProbabilityAlive,
    double ProbabilityOfOrder,
    double ExpectedOrders,
    NextOrderQuantiles NextOrder,
    BandDays Bands,
    RiskBand Band,
    double OrdersAtStake,
    double? ValueAtStake);

/// <summary>Scores many customers at once: those who share a history are computed once.</summary>
public static class CustomerScores
{
    private const double StakeDays = 365;

    /// <summary>One score per row of <paramref name="buyers"/>, in their order; O(n log n).</summary>
    /// <param name="model">What was fitted to the merchant.</param>
    /// <param name="buyers">As of the evaluation day; one who ordered later is seen on the day of that order.</param>
    /// <param name="evaluationDay">Today, as a day number.</param>
    /// <param name="orderValues">Each buyer's expected order value, NaN where not known; empty where none is.</param>
    /// <exception cref="ArgumentException">A row cannot belong to one customer, or there is not one value a row.</exception>
    public static CustomerScore[] Of(ScoringModel model, BuyerTable buyers, int evaluationDay, ReadOnlySpan<double> orderValues = default)
    {
        if (!orderValues.IsEmpty && orderValues.Length != buyers.Count)
            throw new ArgumentException($"{buyers.Count} values are needed, not {orderValues.Length}.", nameof(orderValues));
        var (keys, order) = Sorted(buyers, evaluationDay);
        var scores = new CustomerScore[buyers.Count];
        var (atLastOrder, score) = (default(Prospect), default(CustomerScore));
        for (var i = 0; i < keys.Length; i++)
        {
            if (i == 0 || keys[i] != keys[i - 1])
            {
                var history = HistoryKey.Unpack(keys[i]);
                if (i == 0 || history.AtLastOrder() != atLastOrder.History)
                    atLastOrder = Prospect.Of(model, history.AtLastOrder());
                score = atLastOrder.ScoreAt(model, history);
            }
            var value = orderValues.IsEmpty ? double.NaN : orderValues[order[i]];
            scores[order[i]] = double.IsNaN(value) ? score : score with { ValueAtStake = value * score.OrdersAtStake };
        }
        return scores;
    }

    private static (ulong[] Keys, int[] Order) Sorted(BuyerTable buyers, int evaluationDay)
    {
        var (keys, order) = (new ulong[buyers.Count], new int[buyers.Count]);
        for (var i = 0; i < keys.Length; i++)
            (keys[i], order[i]) = (HistoryKey.Pack(buyers.History(i, evaluationDay)), i);
        Array.Sort(keys, order);
        return (keys, order);
    }

    /// <summary>What is known on the day of the last order and does not change with the silence after it.</summary>
    private readonly record struct Prospect(PurchaseHistory History, NextOrderQuantiles NextOrder, BandDays Bands, double YearlyOrders)
    {
        public static Prospect Of(ScoringModel model, PurchaseHistory atLastOrder) => new(
            atLastOrder,
            model.Parameters.AfterLastOrder(atLastOrder),
            model.Parameters.BandDaysOf(atLastOrder, model.HorizonDays, model.Rule),
            model.Parameters.ExpectedOrders(atLastOrder, StakeDays));

        public CustomerScore ScoreAt(ScoringModel model, PurchaseHistory history) => new(
            model.IsDegenerate ? null : model.Parameters.ProbabilityAlive(history),
            model.Parameters.ProbabilityOfOrder(history, model.HorizonDays),
            model.Parameters.ExpectedOrders(history, model.HorizonDays),
            NextOrder,
            Bands,
            Bands.BandAfter((int)history.Silence),
            Math.Max(YearlyOrders - model.Parameters.ExpectedOrders(history, StakeDays), 0),
            null);
    }
}
