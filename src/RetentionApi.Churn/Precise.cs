namespace RetentionApi.Churn;

/// <summary>Elementary functions that keep their relative accuracy (a few units in the last place) where the textbook form cancels.</summary>
internal static class Precise
{
    /// <summary>ln(1 + x) for x > −1. The rounding of 1 + x is divided out again (Kahan; Goldberg 1991, theorem 4).</summary>
    public static double Log1p(double x)
    {
        var rounded = 1 + x;
        return rounded == 1 ? x : Math.Log(rounded) * (x / (rounded - 1));
    }

    /// <summary>eˣ − 1 as tanh(x/2)·(eˣ + 1), which has no subtraction.</summary>
    public static double Expm1(double x) => Math.Tanh(x / 2) * (Math.Exp(x) + 1);

    /// <summary>1/(1 + e⁻ᵘ) without overflow and with full relative accuracy for u → −∞.</summary>
    public static double Sigmoid(double u)
    {
        if (u >= 0)
            return 1 / (1 + Math.Exp(-u));
        var e = Math.Exp(u);
        return e / (1 + e);
    }

    /// <summary>ln(1 + eᵘ) without overflow.</summary>
    public static double Softplus(double u) => Math.Max(u, 0) + Log1p(Math.Exp(-Math.Abs(u)));
}
