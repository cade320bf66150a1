namespace RetentionApi.Churn;

/// <summary>
/// What is believed of a merchant before their orders are seen: ln r, ln(α/mean T), logit a/(a+b) and ln(a+b) are independent normal variables.
/// </summary>
public static class Prior
{
    /// <summary>A merchant's mean T counts as at least this many days.</summary>
    public const double LeastMeanAge = 30;

    private const double MeanLogR = -0.223143551314209755766; // ln 0.8
    private const double MeanLogAlpha = -0.916290731874155065184; // ln 0.4
    private const double MeanLogitDropout = -0.847297860387203638104; // logit 0.3
    private const double MeanLogConcentration = 0.693147180559945309417; // ln 2
    private const double SpreadR = 0.8;
    private const double SpreadAlpha = 1.2;
    private const double SpreadDropout = 1;
    private const double SpreadConcentration = 0.8;

    /// <summary>The mode, for a merchant of this mean T (days).</summary>
    public static ModelParameters Mode(double meanAge, PurchaseModel model) => new(0.8, 0.4 * ScaleOf(meanAge), 0.6, 1.4, model);

    /// <summary>The unit in which α is compared between merchants: their mean T, at least 30 days.</summary>
    public static double ScaleOf(double meanAge) => Math.Max(meanAge, LeastMeanAge);

    /// <summary>ln of the prior density but for its constant; its derivatives by ln r, ln α, ln a, ln b are added to <paramref name="gradient"/>.</summary>
    internal static double Log(ModelParameters parameters, double meanAge, Span<double> gradient)
    {
        var r = (Math.Log(parameters.R) - MeanLogR) / SpreadR;
        var alpha = (Math.Log(parameters.Alpha / ScaleOf(meanAge)) - MeanLogAlpha) / SpreadAlpha;
        var dropout = (Math.Log(parameters.A / parameters.B) - MeanLogitDropout) / SpreadDropout;
        var concentration = (Math.Log(parameters.A + parameters.B) - MeanLogConcentration) / SpreadConcentration;
        gradient[0] -= r / SpreadR;
        gradient[1] -= alpha / SpreadAlpha;
        gradient[2] -= (dropout / SpreadDropout) + (parameters.MeanDropout * concentration / SpreadConcentration);
        gradient[3] -= (-dropout / SpreadDropout) + ((1 - parameters.MeanDropout) * concentration / SpreadConcentration);
        return -0.5 * ((r * r) + (alpha * alpha) + (dropout * dropout) + (concentration * concentration));
    }
}
