using MathNet.Numerics;

namespace RetentionApi.Churn;

/// <summary>The repeat buyers with a positive mean value, ordered by x so that what depends on x is computed once.</summary>
internal sealed class Spenders(int[] repeats, double[] values, int leftOut)
{
    private readonly double sumOfLogs = values.Sum(Math.Log);

    public int Count => repeats.Length;

    public int LeftOut => leftOut;

    public double MeanValue { get; } = values.Length > 0 ? values.Average() : 0;

    public static Spenders Of(ReadOnlySpan<int> repeats, ReadOnlySpan<double> values)
    {
        var (ownRepeats, ownValues, leftOut) = (new List<int>(), new List<double>(), 0);
        for (var i = 0; i < repeats.Length; i++)
        {
            if (repeats[i] < 1)
                continue;
            leftOut += values[i] > 0 ? 0 : 1;
            if (values[i] > 0)
            {
                ownRepeats.Add(repeats[i]);
                ownValues.Add(values[i]);
            }
        }
        var (sortedRepeats, sortedValues) = (ownRepeats.ToArray(), ownValues.ToArray());
        Array.Sort(sortedRepeats, sortedValues);
        return new Spenders(sortedRepeats, sortedValues, leftOut);
    }

    /// <summary>
    /// Σ lnΓ(px+q) − lnΓ(px) − lnΓ(q) + q ln v + (px−1) ln m + px ln x − (px+q) ln(xm+v), and its derivatives by ln p, ln q, ln v.
    /// </summary>
    public double LogLikelihood(SpendModel model, Span<double> gradient)
    {
        var (p, q, v) = (model.P, model.Q, model.V);
        var (byP, byQ, byV, sum) = (0.0, Count * (Math.Log(v) - SpecialFunctions.DiGamma(q)), Count * q / v, -sumOfLogs);
        var (count, constant, slope, both) = (0, 0.0, 0.0, 0.0);
        for (var i = 0; i < repeats.Length; i++)
        {
            var x = repeats[i];
            if (x != count)
            {
                count = x;
                constant = SpecialFunctions.GammaLn((p * x) + q) - SpecialFunctions.GammaLn(p * x) - SpecialFunctions.GammaLn(q) + (q * Math.Log(v));
                both = SpecialFunctions.DiGamma((p * x) + q);
                slope = x * (both - SpecialFunctions.DiGamma(p * x));
            }
            var total = (x * values[i]) + v;
            var logShare = Math.Log(x * values[i] / total);
            var logTotal = Math.Log(total);
            sum += constant + (p * x * logShare) - (q * logTotal);
            byP += slope + (x * logShare);
            byQ += both - logTotal;
            byV -= ((p * x) + q) / total;
        }
        (gradient[0], gradient[1], gradient[2]) = (p * byP, q * byQ, v * byV);
        return sum;
    }
}
