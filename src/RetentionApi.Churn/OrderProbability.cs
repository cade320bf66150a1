namespace RetentionApi.Churn;

/// <summary>
/// Whether a customer is still a customer, and whether they order in the next days. Sources: Fader, Hardie &amp; Lee 2005 (BG/NBD),
/// Batislam, Denizel &amp; Filiztekin 2007 (MBG/NBD); relative error about 1e-12 or better, below 1e-308 the probabilities are 0.
/// </summary>
public static class OrderProbability
{
    /// <summary>
    /// P(alive): the customer has not dropped out. It cannot be observed and depends on the model being true: a detail, never the churn probability.
    /// </summary>
    public static double ProbabilityAlive(this ModelParameters parameters, PurchaseHistory history) => 1 / (1 + parameters.OddsGone(history));

    /// <summary>P(at least one order within the next <paramref name="horizon"/> days). It can be observed, so it can be back-tested.</summary>
    public static double ProbabilityOfOrder(this ModelParameters parameters, PurchaseHistory history, double horizon) =>
        -Precise.Expm1(parameters.LogSilenceIfAlive(history, horizon)) / (1 + parameters.OddsGone(history));

    /// <summary>
    /// P(no order within the next <paramref name="horizon"/> days), the churn probability: a sum of positive terms, accurate where it is tiny too.
    /// </summary>
    public static double ProbabilityOfNoOrder(this ModelParameters parameters, PurchaseHistory history, double horizon)
    {
        var odds = parameters.OddsGone(history);
        return (1 / (1 + (1 / odds))) + (Math.Exp(parameters.LogSilenceIfAlive(history, horizon)) / (1 + odds));
    }

    /// <summary>
    /// P(order within <paramref name="horizon"/> days) for every row of <paramref name="buyers"/>, written to <paramref name="probabilities"/>.
    /// </summary>
    /// <exception cref="ArgumentException">A row cannot belong to one customer, or the target is too short.</exception>
    public static void ProbabilitiesOfOrder(
        this ModelParameters parameters, BuyerTable buyers, int evaluationDay, double horizon, Span<double> probabilities)
    {
        if (probabilities.Length < buyers.Count)
            throw new ArgumentException($"{buyers.Count} places are needed, not {probabilities.Length}.", nameof(probabilities));
        for (var i = 0; i < buyers.Count; i++)
            probabilities[i] = parameters.ProbabilityOfOrder(buyers.History(i, evaluationDay), horizon);
    }

    /// <summary>
    /// eᵘ = a/(b+x−1+m)·((α+T)/(α+t_x))^(r+x), the odds of having dropped out: 0 where that cannot be, infinite where it is as good as sure.
    /// </summary>
    private static double OddsGone(this ModelParameters parameters, PurchaseHistory history)
    {
        if (!parameters.CanBeGone(history.Repeats))
            return 0;
        var silence = Math.Log((parameters.Alpha + history.Age) / (parameters.Alpha + history.AgeAtLastOrder));
        return parameters.A / parameters.DropoutB(history.Repeats) * Math.Exp((parameters.R + history.Repeats) * silence);
    }

    /// <summary>ln of the probability that one who is alive is silent for <paramref name="horizon"/> days: (r+x)·ln((α+T)/(α+T+H)).</summary>
    private static double LogSilenceIfAlive(this ModelParameters parameters, PurchaseHistory history, double horizon) =>
        -(parameters.R + history.Repeats) * Precise.Log1p(horizon / (parameters.Alpha + history.Age));
}
