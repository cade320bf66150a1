using RetentionApi.Domain.Common;
using RetentionApi.Domain.Relationships;
using RetentionApi.Merchants;

namespace RetentionApi.Relationships.Mutual;

/// <summary>What the description shows of what each side gave.</summary>
internal static class MutualExamples
{
    private static readonly string Check = $"followUp:{ExampleShop.FollowUp}";

    public static readonly ReciprocityView Reciprocity = new(
        ExampleShop.Customer, ExampleShop.Now, ExampleShop.Now - NodaTime.Duration.FromDays(365), CarriedBy.Both,
        ExampleShop.Explain("reciprocity.both", ("merchant", 1), ("customer", 2)),
        Side(Gift(GiftKind.Courtesy, ExampleShop.Answered, Check, "gift.asked")),
        Side(Gift(GiftKind.Help, ExampleShop.Answered, Check, "gift.replied"), Gift(GiftKind.Benefit, ExampleShop.Ordered, FactKey.Order(ExampleShop.Order), "gift.order")),
        null);

    private static ReciprocitySideView Side(params GiftView[] gave) => new(
        gave.Length, true, [.. Enum.GetValues<GiftKind>().Select(kind => new GiftCountView(kind, gave.Count(g => g.Kind == kind)))], gave, []);

    private static GiftView Gift(GiftKind kind, NodaTime.Instant at, string source, string code) => new(kind, at, source, ExampleShop.Explain(code, ("on", at)));
}
