using RetentionApi.Domain.Cooperation;
using RetentionApi.Domain.FollowUps;
using RetentionApi.Domain.Merchants;
using RetentionApi.Merchants;
using RetentionApi.Platform.Paging;

namespace RetentionApi.Cooperation;

/// <summary>What the description shows of advice: a customer of the tea shop who asked which green tea to choose.</summary>
internal static class CooperationExamples
{
    private const string Category = "green tea", Sku = "TEA-LJ-250", Name = "龙井 250 g";

    public static readonly object Said = new { values = new[] { "quality" }, note = "I would rather pay more than throw it away.", saidAt = "2026-03-12T10:45:00+08:00" };

    public static readonly object Given = new
    {
        category = Category,
        productSkus = new[] { Sku },
        reason = "The best rated of the green teas, and two of three cost more.",
        channel = "staff",
        givenAt = "2026-03-12T10:50:00+08:00",
    };

    public static readonly object Accepted = new { productSku = Sku, reason = "quality", at = "2026-03-12T10:55:00+08:00" };

    public static readonly object Regretted = new { reason = "Too mild for me.", at = "2026-03-20T10:00:00+08:00" };

    public static readonly RecommendationsView Recommendations = new(
        ExampleShop.Customer, Category, 0.444m,
        [
            new RecommendationView(
                ExampleShop.Product, Sku, Name, ExampleShop.Yuan(129), 0.873m, 41, 0.333m, 0.758m,
                ExampleShop.Explain("value.bestQuality", ("quality", 87), ("answers", 41), ("cheaper", 1), ("products", 4))),
        ],
        ExampleShop.Explain("advice.ofCategory", ("percent", 44)), null);

    public static readonly ValueProfileView Profile = new(
        ExampleShop.Customer, false,
        [
            Weight(CustomerValue.Price, 0.208m), Weight(CustomerValue.Convenience, 0.167m),
            new ValueWeightView(CustomerValue.Quality, 0.5m, 3, [new ValuePointView($"advice:{ExampleShop.Advice}", ExampleShop.Now, 1, 1, Sku), new ValuePointView($"customer:{ExampleShop.Customer}", ExampleShop.Now, 2, 2, null)]),
            Weight(CustomerValue.Relationship, 0.083m), Weight(CustomerValue.Environment, 0.042m),
        ],
        ExampleShop.Explain("valueProfile.learnt", ("points", 3), ("least", 3)), null);

    public static readonly AdviceView Advice = new(
        ExampleShop.Advice, ExampleShop.Customer, Category, [new AdvisedProduct(ExampleShop.Product, Sku, Name, ExampleShop.Yuan(129), 0.873, 0.333)],
        "The best rated of the green teas, and two of three cost more.", ExampleShop.Now, ExampleShop.Owner, ContactChannel.Staff, $"hand:{ExampleShop.Advice}",
        ExampleShop.Now, ExampleShop.Product, CustomerValue.Quality, null, null, 2);

    public static readonly Page<AdviceView> List = new([Advice], null);

    private static ValueWeightView Weight(CustomerValue value, decimal weight) => new(value, weight, 0, []);
}
