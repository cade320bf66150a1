using MathNet.Numerics;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Optimization;

namespace RetentionApi.Churn;

/// <summary>Fits <see cref="SpendModel"/> by maximum likelihood: BFGS over ln p, ln q, ln v with values in units of their mean.</summary>
public static class SpendFitter
{
    private const double Tolerance = 1e-7;
    private const double FunctionTolerance = 1e-12;
    private const double Bound = 14;
    private static readonly double[] Start = [0, Math.Log(2), 0];

    /// <param name="repeats">x per customer: repeat order days.</param>
    /// <param name="meanValues">The mean value of these orders, any currency. Customers without repeat orders do not count, those whose value is not positive are left out and counted.</param>
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
        var scale = spenders.MeanValue;
        var objective = ObjectiveFunction.Gradient(logs => Objective(spenders, At(logs, scale)));
        var found = new BfgsBMinimizer(Tolerance, Tolerance, FunctionTolerance).FindMinimum(
            objective, Vector<double>.Build.Dense(3, -Bound), Vector<double>.Build.Dense(3, Bound), Vector<double>.Build.DenseOfArray(Start));
        if (found.Iterations == 0 || found.MinimizingPoint.SequenceEqual(Start))
            throw new ModelFitException($"The spend fit to {spenders.Count} customers ended where it began ({found.ReasonForExit}).");
        var model = At(found.MinimizingPoint, scale);
        return new SpendFit(model, spenders.LogLikelihood(model, stackalloc double[3]), found.Iterations, spenders.Count, spenders.LeftOut);
    }

    private static (double Value, Vector<double> Gradient) Objective(Spenders spenders, SpendModel model)
    {
        Span<double> gradient = stackalloc double[3];
        var value = spenders.LogLikelihood(model, gradient);
        return (-value / spenders.Count, Vector<double>.Build.DenseOfArray(gradient.ToArray()) / -spenders.Count);
    }

    private static SpendModel At(Vector<double> logs, double scale) => new(Math.Exp(logs[0]), Math.Exp(logs[1]), Math.Exp(logs[2]) * scale);

    /// <summary>The repeat buyers with a positive mean value, ordered by x so that what depends on x is computed once.</summary>
    private sealed class Spenders(int[] repeats, double[] values, int leftOut)
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

        /// <summary>Σ lnΓ(px+q) − lnΓ(px) − lnΓ(q) + q ln v + (px−1) ln m + px ln x − (px+q) ln(xm+v), and its derivatives by ln p, ln q, ln v.</summary>
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
}
