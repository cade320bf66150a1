using MathNet.Numerics.Distributions;

namespace RetentionApi.Churn;

/// <summary>Where a share lies that is known as Beta(<paramref name="A"/>, <paramref name="B"/>): its mean, and the ends of the central interval that holds it with a probability.</summary>
public readonly record struct BetaInterval(double A, double B, double Mean, double Low, double High)
{
    /// <param name="a">Above 0.</param>
    /// <param name="b">Above 0.</param>
    /// <param name="probability">Between 0 and 1.</param>
    public static BetaInterval Central(double a, double b, double probability = 0.95)
    {
        var tail = (1 - probability) / 2;
        return new BetaInterval(a, b, a / (a + b), Beta.InvCDF(a, b, tail), Beta.InvCDF(a, b, 1 - tail));
    }
}
