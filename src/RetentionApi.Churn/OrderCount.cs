namespace RetentionApi.Churn;

/// <summary>
/// How many order days are to be expected. Given that the customer is alive, λ ~ Gamma(r+x, α+T) and p ~ Beta(a, b+x+m), and
/// E = ∫ Beta(p)·[1 − (1 + kp)^−(r+x)]/p dp with k = H/(α+T): the conditional expectation of Fader, Hardie &amp; Lee 2005, equation 10, before it is
/// written with ₂F₁. Both ways to compute it add positive terms only, so nothing cancels and a = 1 is no special case.
/// </summary>
public static class OrderCount
{
    private const int MostTerms = 4000;
    private const double SmallestFirstLogTerm = -600;
    private const int FinestLevel = 12;

    /// <summary>Expected order days within the next <paramref name="horizon"/> days; relative error below 1e-9.</summary>
    public static double ExpectedOrders(this ModelParameters parameters, PurchaseHistory history, double horizon)
    {
        if (horizon <= 0)
            return 0;
        var shape = parameters.R + history.Repeats;
        var stretch = horizon / (parameters.Alpha + history.Age);
        var aliveB = parameters.AliveB(history.Repeats);
        return parameters.ProbabilityAlive(history) * IfAlive(shape, stretch, parameters.A, aliveB);
    }

    private static double IfAlive(double shape, double stretch, double a, double b)
    {
        var terms = (shape * stretch) + (8 * Math.Sqrt(shape * stretch * (1 + stretch))) + (36 * (1 + stretch));
        var isShort = terms < MostTerms && -shape * Precise.Log1p(stretch) > SmallestFirstLogTerm;
        return isShort ? Series(shape, stretch, a, b) : Integral(shape, stretch, a, b);
    }

    /// <summary>
    /// Σⱼ NB(j)·Mⱼ: one who could not drop out would place j orders with negative binomial probability NB(j; r+x, k/(1+k));
    /// of these, one who can places Mⱼ = Σ_{i&lt;j} (b)ᵢ/(a+b)ᵢ.
    /// </summary>
    internal static double Series(double shape, double stretch, double a, double b)
    {
        var ratio = stretch / (1 + stretch);
        var probability = Math.Exp(-shape * Precise.Log1p(stretch));
        var (stillAlive, placed, sum) = (1.0, 0.0, 0.0);
        for (var j = 0; ; j++)
        {
            probability *= (shape + j) * ratio / (j + 1);
            placed += stillAlive;
            stillAlive *= (b + j) / (a + b + j);
            var term = probability * placed;
            sum += term;
            // From here on no term is larger than its forerunner times decay, so the rest is at most a geometric series.
            var decay = Math.Max((shape + j + 1) / (j + 2), 1) * ratio * (j + 2) / (j + 1);
            if (decay < 1 && term * decay <= 1e-14 * sum * (1 - decay))
                return sum;
        }
    }

    /// <summary>
    /// The integral as the mean of [1 − (1 + kp)^−(r+x)]/p over the Beta density: trapezoids over logit p = centre + width·sinh t, halved until they agree
    /// (Takahasi &amp; Mori 1974). The density's constant falls out of the mean.
    /// </summary>
    internal static double Integral(double shape, double stretch, double a, double b)
    {
        var integrand = new BetaMean(shape, stretch, a, b);
        integrand.Add(0);
        integrand.AddLattice(step: 0.25, first: 1, every: 1);
        var previous = integrand.Mean;
        for (var (level, step) = (1, 0.125); level <= FinestLevel; level++, step /= 2)
        {
            integrand.AddLattice(step, first: 1, every: 2);
            var mean = integrand.Mean;
            if (Math.Abs(mean - previous) <= 1e-12 * mean)
                return mean;
            previous = mean;
        }
        return previous;
    }
}
