using RetentionApi.Domain.Common;
using RetentionApi.Domain.Merchants;

namespace RetentionApi.Domain.Cooperation;

/// <summary>What customers answered about the quality of one product.</summary>
/// <param name="Count">How many answers.</param>
/// <param name="Sum">Of the answers scaled to 0 (the worst rating) … 1 (the best).</param>
public readonly record struct QualityAnswers(int Count, double Sum)
{
    private const int WorstRating = 1, BestRating = 5;

    /// <param name="count">How many ratings.</param>
    /// <param name="ratings">Their sum, each 1 to 5.</param>
    public static QualityAnswers OfRatings(int count, long ratings) => new(count, (ratings - (count * (double)WorstRating)) / (BestRating - WorstRating));
}

/// <summary>A product of the category that is asked about.</summary>
/// <param name="Price">Null: unknown, so it cannot be compared and is not advised.</param>
public sealed record OfferedProduct(Guid Id, string Sku, string Name, decimal? Price, bool IsInStock, QualityAnswers Answers);

/// <summary>A product with both of its numbers.</summary>
/// <param name="Quality">0 … 1: its answers, drawn towards the category's mean where they are few.</param>
/// <param name="PriceRank">0 (the cheapest) … 1 (the dearest) of what can be bought.</param>
/// <param name="Value">What it is worth for its price to this customer, 0 … 1.</param>
/// <param name="Because">Both numbers in words.</param>
public sealed record ValuedProduct(OfferedProduct Product, double Quality, double PriceRank, double Value, Explanation Because);

/// <summary>
/// Value for money in a category: V = w·Q + (1 − w)·(1 − R). Quality Q is the posterior mean of a product's answers under a prior that weighs as much as a few answers
/// at the category's mean; R is the price's rank; w is how much quality means to the customer beside the price.
/// </summary>
public static class ValueForMoney
{
    /// <param name="category">All products of the category; what is not in stock counts for the mean, and is not advised.</param>
    /// <param name="qualityWeight">w, 0 … 1.</param>
    /// <returns>What can be bought, the best value first; empty where there is too little to choose from.</returns>
    public static IReadOnlyList<ValuedProduct> Rank(IReadOnlyCollection<OfferedProduct> category, double qualityWeight, CooperationPolicy policy) =>
        ComparedCategory.Of(category, policy).Rank(qualityWeight);

    /// <summary>What is advised: the best few of <see cref="Rank"/>.</summary>
    public static IReadOnlyList<ValuedProduct> Advise(IReadOnlyCollection<OfferedProduct> category, double qualityWeight, CooperationPolicy policy) =>
        ComparedCategory.Of(category, policy).Advise(qualityWeight);
}
