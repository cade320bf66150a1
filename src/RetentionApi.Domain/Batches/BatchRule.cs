using RetentionApi.Domain.Merchants;

namespace RetentionApi.Domain.Batches;

/// <summary>Whether what customers say of a batch calls for an alert.</summary>
public static class BatchRule
{
    /// <summary>Enough different customers had a defect, and it is as good as certain that more of the batch is bad than may be.</summary>
    public static bool CallsForAlert(BatchCount count, BatchPolicy policy) =>
        count.Affected >= policy.LeastAffected && ProbabilityAboveLimit(count, policy) >= policy.Certainty;

    /// <summary>The probability that more than the allowed share of the batch is defective, given what is known: P(rate &gt; x) under Beta(prior defects + defects, prior sound + sound).</summary>
    /// <remarks>
    /// For whole a and b the regularised incomplete beta is a tail of the binomial distribution: 1 − I(x; a, b) = P(Binomial(a + b − 1, x) &lt; a)
    /// (Abramowitz &amp; Stegun 26.5.24). Summed in logarithms, for (1 − x)^n alone is 0 in floating point where many have answered.
    /// </remarks>
    public static double ProbabilityAboveLimit(BatchCount count, BatchPolicy policy)
    {
        var (a, b, x) = (policy.PriorDefects + count.Defects, policy.PriorSound + count.Sound, policy.DefectLimit);
        var (trials, odds) = (a + b - 1, Math.Log(x / (1 - x)));
        var term = trials * Math.Log(1 - x);
        var sum = 0.0;
        for (var k = 0; k < a; k++)
        {
            sum += Math.Exp(term);
            term += odds + Math.Log((trials - k) / (k + 1.0));
        }

        return Math.Min(sum, 1);
    }
}
