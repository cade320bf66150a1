namespace RetentionApi.Churn;

/// <summary>The running sums behind <see cref="OrderCount.Integral"/>.</summary>
internal struct BetaMean(double shape, double stretch, double a, double b)
{
    private const double Negligible = 1e-18;

    private readonly double centre = Math.Log(a / b);
    private readonly double width = Math.Min(1, Math.Sqrt((1 / a) + (1 / b)));
    private double weights;
    private double values;

    public readonly double Mean => values / weights;

    /// <summary>Adds the nodes ±step·(first, first + every, …) outwards until they no longer count.</summary>
    public void AddLattice(double step, int first, int every)
    {
        for (var j = first; Add(j * step); j += every)
        {
        }
        for (var j = first; Add(-j * step); j += every)
        {
        }
    }

    /// <summary>Adds the node t and tells whether it counted.</summary>
    public bool Add(double t)
    {
        var logit = centre + (width * Math.Sinh(t));
        var dropout = Precise.Sigmoid(logit);
        var value = dropout > 1e-290 ? -Precise.Expm1(-shape * Precise.Log1p(stretch * dropout)) / dropout : shape * stretch;
        var weight = Math.Exp(LogDensity(logit) - LogDensity(centre)) * Math.Cosh(t);
        weights += weight;
        values += weight * value;
        return weight > Negligible * weights || weight * value > Negligible * values;
    }

    /// <summary>a·ln p + b·ln(1−p), the density of logit p but for its constant.</summary>
    private readonly double LogDensity(double logit) => (-a * Precise.Softplus(-logit)) - (b * Precise.Softplus(logit));
}
