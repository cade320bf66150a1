using NodaTime;
using RetentionApi.Domain.Merchants;

namespace RetentionApi.Domain.Relationships;

/// <summary>A beta reputation (Jøsang &amp; Ismail 2002) in which a negative weighs more.</summary>
/// <param name="Positive">Aged weight of what spoke for: r.</param>
/// <param name="Negative">Aged weight of what spoke against: s.</param>
/// <param name="NegativeWeighs">How many times as much as a positive.</param>
public readonly record struct Reputation(double Positive, double Negative, double NegativeWeighs)
{
    /// <summary>0 to 1; 0.5 where nothing is known.</summary>
    public double Trust => (Positive + 1) / (Positive + (NegativeWeighs * Negative) + 2);

    /// <summary>0 (nothing known) to 1.</summary>
    public double Certainty => (Positive + Negative) / (Positive + Negative + 2);

    /// <summary>0 to 100; null where too little is known.</summary>
    public int? Number(double leastCertainty) => Certainty < leastCertainty ? null : (int)Math.Round(100 * Trust, MidpointRounding.AwayFromZero);
}

/// <summary>All that is needed to tell a layer's trust at any later instant without its evidence, until the evidence changes.</summary>
/// <param name="At">The instant the sums are of.</param>
/// <param name="Positive">Aged weight of positive rows.</param>
/// <param name="Negative">Aged weight of negative rows that age.</param>
/// <param name="Breach">Weight of unrepaired breaches, which do not age.</param>
public readonly record struct TrustSums(Instant At, double Positive, double Negative, double Breach)
{
    public Reputation Reputation(TrustPolicy policy) => new(Positive, Negative + Breach, policy.NegativeWeighs);

    /// <summary>The sums as they are at a later instant, or were at an earlier one after the last of their evidence.</summary>
    public TrustSums AsOf(Instant at, double halfLifeDays)
    {
        var kept = Aging.Kept(at - At, halfLifeDays);
        return new(at, Positive * kept, Negative * kept, Breach);
    }
}

internal static class Aging
{
    /// <summary>What is left of a weight after <paramref name="age"/>.</summary>
    public static double Kept(Duration age, double halfLifeDays) => Math.Pow(2, -age.TotalDays / halfLifeDays);
}
