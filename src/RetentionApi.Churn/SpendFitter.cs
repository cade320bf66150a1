namespace RetentionApi.Churn;

/// <summary>Fits <see cref="SpendModel"/> by maximum likelihood over ln p, ln q, ln v with values in units of their mean.</summary>
public static class SpendFitter
{
    private static readonly double[] Start = [0, Math.Log(2), 0];

    /// <param name="repeats">x per customer: repeat order days.</param>
    /// <param name="meanValues">
    /// The mean value of these orders, any currency. Customers without repeat orders do not count, those whose value is not positive
    /// are left out and counted.
    /// </param>
    /// <returns>Null where no customer is left.</returns>
    /// <exception cref="ArgumentException">The columns differ in length.</exception>
    /// <exception cref="ModelFitException">The search ended where it began.</exception>
    public static SpendFit? Fit(ReadOnlySpan<int> repeats, ReadOnlySpan<double> meanValues)
    {
        if (repeats.Length != meanValues.Length)
            throw new ArgumentException($"{repeats.Length} counts and {meanValues.Length} values.", nameof(meanValues));
        var spenders = Spenders.Of(repeats, meanValues);
        if (spenders.Count == 0)
            return null;
        var (logs, iterations) = Maximum.Find((logs, gradient) => PerCustomer(spenders, At(logs, spenders.MeanValue), gradient), Start);
        var model = At(logs, spenders.MeanValue);
        return new SpendFit(model, spenders.LogLikelihood(model, stackalloc double[3]), iterations, spenders.Count, spenders.LeftOut);
    }

    private static double PerCustomer(Spenders spenders, SpendModel model, Span<double> gradient)
    {
        var value = spenders.LogLikelihood(model, gradient);
        foreach (ref var slope in gradient)
            slope /= spenders.Count;
        return value / spenders.Count;
    }

    private static SpendModel At(ReadOnlySpan<double> logs, double scale) => new(Math.Exp(logs[0]), Math.Exp(logs[1]), Math.Exp(logs[2]) * scale);
}
