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

    /// <summary>eˣ − 1. For small x the rounding of eˣ is divided out again in the same way.</summary>
    public static double Expm1(double x)
    {
        var rounded = Math.Exp(x);
        if (Math.Abs(x) > 1)
            return rounded - 1;
        return rounded == 1 ? x : (rounded - 1) * (x / Math.Log(rounded));
    }

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
