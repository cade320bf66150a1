namespace RetentionApi.Churn;

/// <summary>
/// When a customer may drop out for good. The number is the <c>m</c> of the formulae.
/// </summary>
public enum PurchaseModel
{
    /// <summary>After every repeat order (Fader, Hardie &amp; Lee 2005). Holds every one-time buyer for alive: for comparison only.</summary>
    BgNbd = 0,

    /// <summary>After every order, the first included (Batislam, Denizel &amp; Filiztekin 2007).</summary>
    MbgNbd = 1,
}

/// <summary>
/// Orders come at a rate λ ~ Gamma(<paramref name="R"/>, <paramref name="Alpha"/>) while the customer is alive, who drops out after an order
/// with probability p ~ Beta(<paramref name="A"/>, <paramref name="B"/>). All four are positive.
/// </summary>
/// <param name="R">Shape of the rate: the smaller, the more customers differ.</param>
/// <param name="Alpha">Scale of the rate in the unit of time of the histories: days everywhere in the product.</param>
/// <param name="A">First parameter of the drop-out probability.</param>
/// <param name="B">Second parameter of the drop-out probability.</param>
/// <param name="Model">When the customer may drop out.</param>
public readonly record struct ModelParameters(double R, double Alpha, double A, double B, PurchaseModel Model = PurchaseModel.MbgNbd)
{
    /// <summary>The mean probability of dropping out after an order, a/(a+b).</summary>
    public double MeanDropout => A / (A + B);

    /// <summary>The last parameter of the drop-out probability of one who is alive after <paramref name="repeats"/> repeat orders: b + x + m.</summary>
    internal double AliveB(int repeats) => B + repeats + (int)Model;

    /// <summary>
    /// b + x − 1 + m: what <see cref="A"/> is set against when the last order may have been the last for good.
    /// It can be negative only for BG/NBD at x = 0, where it is not used.
    /// </summary>
    internal double DropoutB(int repeats) => B + (repeats - 1 + (int)Model);

    /// <summary>Whether the customer can have dropped out at all: under BG/NBD a one-time buyer cannot.</summary>
    internal bool CanBeGone(int repeats) => repeats + (int)Model > 0;
}
