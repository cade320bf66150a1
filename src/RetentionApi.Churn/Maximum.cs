using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Optimization;

namespace RetentionApi.Churn;

/// <summary>Finds the maximum of a smooth function of a few logarithms by BFGS in a box (Byrd, Lu, Nocedal &amp; Zhu 1995).</summary>
internal static class Maximum
{
    /// <summary>Largest |log|, i.e. values from 1e-6 to 1e6: a likelihood without a maximum ends here.</summary>
    private const double Bound = 14;
    private const double ProgressTolerance = 1e-12;

    // 1e-7 fixes the parameters to four or five digits only where the likelihood is flat; 1e-9, one or two steps later, to six.
    // A likelihood with no maximum at all may never get there.
    private static readonly double[] GradientTolerances = [1e-9, 1e-7];

    /// <param name="logs">Where.</param>
    /// <param name="gradient">Receives the derivatives, as many as there are logs.</param>
    /// <returns>The value, of the order of 1.</returns>
    public delegate double Function(ReadOnlySpan<double> logs, Span<double> gradient);

    /// <summary>The place of the maximum and the steps to it.</summary>
    /// <exception cref="ModelFitException">The search failed or ended where it began.</exception>
    public static (double[] Logs, int Iterations) Find(Function function, double[] start)
    {
        var objective = ObjectiveFunction.Gradient(logs => Negative(function, logs));
        ModelFitException? failure = null;
        foreach (var tolerance in GradientTolerances)
        {
            try
            {
                var found = new BfgsBMinimizer(tolerance, tolerance, ProgressTolerance).FindMinimum(
                    objective,
                    Vector<double>.Build.Dense(start.Length, -Bound),
                    Vector<double>.Build.Dense(start.Length, Bound),
                    Vector<double>.Build.DenseOfArray(start));
                return found.MinimizingPoint.SequenceEqual(start)
                    ? throw new ModelFitException($"The fit ended where it began ({found.ReasonForExit}).")
                    : (found.MinimizingPoint.ToArray(), found.Iterations);
            }
            catch (OptimizationException exception)
            {
                failure = new ModelFitException("The fit found no end.", exception);
            }
        }
        throw failure!;
    }

    private static (double Value, Vector<double> Gradient) Negative(Function function, Vector<double> logs)
    {
        Span<double> gradient = stackalloc double[logs.Count];
        var value = function(logs.ToArray(), gradient);
        return (-value, -Vector<double>.Build.DenseOfArray(gradient.ToArray()));
    }
}
