namespace RetentionApi.Churn;

/// <summary>What must be kept of a fit to score customers by it.</summary>
/// <param name="Parameters">Per day.</param>
/// <param name="HorizonDays">H: the days ahead of P(order).</param>
/// <param name="IsDegenerate">P(alive) is withheld.</param>
/// <param name="Rule">Where the bands begin.</param>
public sealed record ScoringModel(ModelParameters Parameters, int HorizonDays, bool IsDegenerate, RiskRule Rule)
{
    public static ScoringModel Of(ModelFit fit, RiskRule rule) => new(fit.Parameters, fit.Horizon.Days, fit.IsDegenerate, rule);
}
