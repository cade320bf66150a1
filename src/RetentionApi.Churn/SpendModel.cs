namespace RetentionApi.Churn;

/// <summary>
/// The value of an order day, independent of how many there are (Gamma-Gamma: Fader, Hardie &amp; Lee 2005, "RFM and CLV"; Colombo &amp; Jiang 1999):
/// a customer's values are Gamma(<paramref name="P"/>, ν) with ν ~ Gamma(<paramref name="Q"/>, <paramref name="V"/>).
/// </summary>
/// <param name="P">Shape within a customer.</param>
/// <param name="Q">Shape between customers; at or below 1 there is no finite mean.</param>
/// <param name="V">Scale between customers, in the currency.</param>
public readonly record struct SpendModel(double P, double Q, double V)
{
    /// <summary>Whether an expected order value exists for customers without repeat orders, and so can be published.</summary>
    public bool HasMean => Q > 1;

    /// <summary>E[order value]: p(v+xm)/(px+q−1), between the customer's own mean and the merchant's; null where the model has no finite mean.</summary>
    /// <param name="repeats">x: repeat order days; 0 gives p·v/(q−1).</param>
    /// <param name="meanValue">m: the mean value of these days; not used at x = 0.</param>
    public double? ExpectedValue(int repeats, double meanValue)
    {
        if (!HasMean)
            return null;
        return repeats == 0 ? P * V / (Q - 1) : P * (V + (repeats * meanValue)) / ((P * repeats) + Q - 1);
    }
}

/// <summary>A spend model fitted to one merchant's repeat buyers.</summary>
/// <param name="Model">In the currency of the values.</param>
/// <param name="LogLikelihood">ln L at the model.</param>
/// <param name="Iterations">Steps the search took.</param>
/// <param name="Customers">Repeat buyers fitted to.</param>
/// <param name="LeftOut">Repeat buyers whose mean value is not positive.</param>
public sealed record SpendFit(SpendModel Model, double LogLikelihood, int Iterations, int Customers, int LeftOut);
