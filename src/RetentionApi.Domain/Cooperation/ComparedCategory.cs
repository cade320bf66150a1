using RetentionApi.Domain.Merchants;

namespace RetentionApi.Domain.Cooperation;

/// <summary>
/// What is the same of <see cref="ValueForMoney"/> for all customers: quality and price rank of each product of a category, and which of them can be among the best few of anybody.
/// A category may have fifty thousand products, and a batch of messages five hundred customers.
/// </summary>
public sealed class ComparedCategory
{
    private readonly ComparedProduct[] products, contenders;

    private readonly int most;

    private ComparedCategory(ComparedProduct[] products, int most) => (this.products, this.most, contenders) = (products, most, [.. ContendersOf(products, most)]);

    /// <param name="category">As of <see cref="ValueForMoney.Rank"/>.</param>
    public static ComparedCategory Of(IReadOnlyCollection<OfferedProduct> category, CooperationPolicy policy)
    {
        OfferedProduct[] onOffer = [.. category.Where(p => p.IsInStock && p.Price is not null).OrderBy(p => p.Price).ThenBy(p => p.Sku, StringComparer.Ordinal)];
        if (onOffer.Length < policy.LeastProducts)
            return new ComparedCategory([], policy.MostProducts);
        var mean = MeanOf(category, policy);
        double QualityOf(OfferedProduct product) => QualityUnder(mean, policy.MeanWeighsAnswers, product.Answers);
        var (best, cheaper) = (onOffer.Max(QualityOf), 0);
        return new ComparedCategory(
            [
                .. onOffer.Select((product, place) =>
                {
                    cheaper = place > 0 && onOffer[place - 1].Price == product.Price ? cheaper : place; // of equal prices none is cheaper
                    return new ComparedProduct(product, QualityOf(product), cheaper, onOffer.Length, best);
                }),
            ],
            policy.MostProducts);
    }

    /// <param name="qualityWeight">w, 0 … 1.</param>
    /// <returns>What can be bought, the best value first; empty where there is too little to choose from.</returns>
    public IReadOnlyList<ValuedProduct> Rank(double qualityWeight) => Valued(products, qualityWeight);

    /// <summary>The best few of <see cref="Rank"/>.</summary>
    public IReadOnlyList<ValuedProduct> Advise(double qualityWeight) => [.. Valued(contenders, qualityWeight).Take(most)];

    private static IReadOnlyList<ValuedProduct> Valued(ComparedProduct[] compared, double qualityWeight) =>
        [.. compared.Select(p => p.For(qualityWeight)).OrderByDescending(p => p.Value).ThenBy(p => p.Product.Price).ThenBy(p => p.Product.Sku, StringComparer.Ordinal)];

    /// <summary>Whoever weighs how: a product is behind each one that is no dearer (and of the same price named first) and no worse, and where these are enough nobody is advised it.</summary>
    private static IEnumerable<ComparedProduct> ContendersOf(ComparedProduct[] cheapestFirst, int most)
    {
        var bestQualities = new PriorityQueue<double, double>();
        foreach (var product in cheapestFirst)
        {
            if (bestQualities.Count == most && bestQualities.Peek() >= product.Quality)
                continue;
            bestQualities.Enqueue(product.Quality, product.Quality);
            if (bestQualities.Count > most)
                bestQualities.Dequeue();
            yield return product;
        }
    }

    /// <summary>Where neither the mean weighs anything nor anybody has answered, nothing but the mean is known.</summary>
    private static double QualityUnder(double mean, double weight, QualityAnswers answers) =>
        weight + answers.Count > 0 ? ((weight * mean) + answers.Sum) / (weight + answers.Count) : mean;

    private static double MeanOf(IReadOnlyCollection<OfferedProduct> category, CooperationPolicy policy)
    {
        var answers = category.Sum(p => p.Answers.Count);
        return answers == 0 ? policy.UnknownQuality : category.Sum(p => p.Answers.Sum) / answers;
    }

    /// <param name="Cheaper">How many cost less.</param>
    /// <param name="Of">How many can be bought.</param>
    /// <param name="Best">The best quality among these.</param>
    private sealed record ComparedProduct(OfferedProduct Product, double Quality, int Cheaper, int Of, double Best)
    {
        public ValuedProduct For(double qualityWeight)
        {
            var rank = Of == 1 ? 0 : Cheaper / (double)(Of - 1); // the only one is the cheapest
            return new ValuedProduct(
                Product, Quality, rank, (qualityWeight * Quality) + ((1 - qualityWeight) * (1 - rank)), ValueTexts.Because(Product, Quality, isBest: Quality >= Best, Cheaper, Of));
        }
    }
}
