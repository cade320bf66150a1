using NodaTime;

namespace RetentionApi.Domain.Catalog;

/// <summary>When the buyers of a product are asked how it is, where that is not when all others are: tea is drunk within days, a kettle shows what it is worth in months.</summary>
/// <param name="QualityCheckAfter">From the delivery.</param>
/// <param name="SecondQualityCheckAfter">From the delivery; null: as long after the first as the policy has it.</param>
public sealed record FollowUpPlan(Duration QualityCheckAfter, Duration? SecondQualityCheckAfter)
{
    public static readonly Duration LatestFirst = Duration.FromDays(365), LatestSecond = Duration.FromDays(730);

    /// <returns>What is wrong with it; null: nothing.</returns>
    public string? Check() =>
        QualityCheckAfter < Duration.Zero || QualityCheckAfter > LatestFirst ? $"qualityCheckAfter: 0 to {LatestFirst.Days} days"
        : SecondQualityCheckAfter > LatestSecond ? $"secondQualityCheckAfter: at most {LatestSecond.Days} days"
        : SecondQualityCheckAfter <= QualityCheckAfter ? "secondQualityCheckAfter: later than qualityCheckAfter"
        : null;
}
