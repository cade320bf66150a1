namespace RetentionApi.Domain.Merchants;

/// <summary>Half-lives in days of the three layers of trust, what weighs more, and how much is enough to show a number.</summary>
public sealed record TrustPolicy
{
    [Between(7, 3650)]
    public double CognitiveHalfLifeDays { get; init; } = 90;

    [Between(7, 3650)]
    public double AffectiveHalfLifeDays { get; init; } = 180;

    [Between(7, 3650)]
    public double BehaviouralHalfLifeDays { get; init; } = 365;

    /// <summary>What speaks against weighs so many times as much as what speaks for.</summary>
    [Between(1, 10)]
    public double NegativeWeighs { get; init; } = 2;

    /// <summary>A suggestion that was built weighs so many times as much as other evidence, from when it is written down …</summary>
    [Between(0.1, 10, IsReadAtUse = true)]
    public double SuggestionBuiltWeighs { get; init; } = 2;

    /// <summary>… and so does a referral whose customer buys.</summary>
    [Between(0.1, 10, IsReadAtUse = true)]
    public double ReferralBoughtWeighs { get; init; } = 2;

    /// <summary>Below this certainty the number is withheld: not enough known.</summary>
    [Between(0, 0.9)]
    public double LeastCertainty { get; init; } = 0.25;

    [Between(0.5, 0.99)]
    public double EstablishedTrust { get; init; } = 0.70;

    [Between(0, 0.95)]
    public double EstablishedCertainty { get; init; } = 0.5;
}
