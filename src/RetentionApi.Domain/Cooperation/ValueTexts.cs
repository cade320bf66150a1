using RetentionApi.Domain.Common;

namespace RetentionApi.Domain.Cooperation;

/// <summary>Why a product is good value, and on what a value profile rests, in words.</summary>
internal static class ValueTexts
{
    public static readonly ExplanationText[] All =
    [
        new("value.bestAndCheapest", "None is rated better (quality {quality} of 100, {answers} answers), and none is cheaper.", "质量评分最高（{quality} 分，满分 100，{answers} 条评价），价格也最低。"),
        new("value.bestQuality", "None is rated better: quality {quality} of 100 from {answers} answers; {cheaper} of {products} cost less.", "质量评分最高：{quality} 分（满分 100，{answers} 条评价）；{products} 款中有 {cheaper} 款更便宜。"),
        new("value.cheapest", "None of {products} is cheaper; quality {quality} of 100 from {answers} answers.", "{products} 款中价格最低；质量评分 {quality} 分（满分 100，{answers} 条评价）。"),
        new("value.balanced", "Quality {quality} of 100 from {answers} answers; {cheaper} of {products} cost less.", "质量评分 {quality} 分（满分 100，{answers} 条评价）；{products} 款中有 {cheaper} 款更便宜。"),
        new("value.unrated", "Nobody has rated it yet, so its quality is taken as usual here ({quality} of 100); {cheaper} of {products} cost less.", "暂无评价，按同类平均质量计（{quality} 分，满分 100）；{products} 款中有 {cheaper} 款更便宜。"),

        new("advice.ofCategory", "By quality and price as this customer weighs them: quality counts {percent} %.", "按该客户对质量和价格的看重程度推荐：质量占 {percent}%。"),
        new("advice.tooFew", "Fewer than {least} products can be bought here: nothing to compare.", "可购买的商品少于 {least} 款，无从比较。"),

        new("valueProfile.learnt", "Learnt from {points} points: what they said, chose, answered and complained of.", "根据 {points} 分了解得出：客户说过的、选过的、回答过的和投诉过的。"),
        new("valueProfile.default", "Too little is known ({points} of {least} points): the merchant's default.", "了解还太少（{points}/{least} 分）：采用商家的默认值。"),
    ];

    public static Explanation Because(OfferedProduct product, double quality, bool isBest, int cheaper, int products)
    {
        var code = product.Answers.Count == 0 ? "value.unrated"
            : isBest && cheaper == 0 ? "value.bestAndCheapest"
            : isBest ? "value.bestQuality"
            : cheaper == 0 ? "value.cheapest"
            : "value.balanced";
        return Explanation.Of(code, ("quality", (int)Math.Round(quality * 100)), ("answers", product.Answers.Count), ("cheaper", cheaper), ("products", products));
    }
}
