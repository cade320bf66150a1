using static RetentionApi.Demo.Scenes.Step;

namespace RetentionApi.Demo.Scenes;

/// <summary>Stock, batches and wishes; and a batch that turns out to be bad.</summary>
internal static class Goods
{
    private const string Cups = "CUP-JD", Kettle = "KETTLE-I", Tray = "TRAY-B", Jasmine = "TEA-ML";

    /// <summary>What was sold out comes back for those who asked; one price falls.</summary>
    public static IEnumerable<DemoStep> Wishes(Cast cast)
    {
        foreach (var sku in new[] { Cups, Tray })
            yield return Put($"/v1/products/~sku:{sku}/stock", new { stock = 0 });
        foreach (var who in new[] { cast.Regular(0), cast.Regular(1), cast.Visitor })
            yield return Put($"{Cast.Path(who)}/interests", new { productSku = Cups, kind = "backInStock", channel = "web" });
        yield return Put($"{Cast.Path(cast.Regular(2))}/interests", new { productSku = Tray, kind = "backInStock" });
        yield return Put($"{Cast.Path(cast.Regular(3))}/interests", new { productSku = Kettle, kind = "priceBelow", price = Money(600) });
        yield return Put($"{Cast.Path(cast.Regular(4))}/interests", new { productSku = Kettle, kind = "priceBelow", price = Money(500) });
        yield return Put($"/v1/products/~sku:{Cups}/stock", new { stock = 40 });
        yield return Patch($"/v1/products/~sku:{Kettle}", new { price = Money(588) });
    }

    public static IEnumerable<DemoStep> Batches(Cast cast)
    {
        var (product, bad) = cast.Shop.Truth.BadBatch;
        foreach (var batch in new[] { bad, DemoShop.BatchOf(product, cast.Shop.Until) })
            yield return Post($"/v1/products/~sku:{product.Sku}/batches", new { code = batch });
        yield return Read("/v1/batch-alerts?status=proposed").Keep("alert", "/items/0/id");
        yield return Post("/v1/batch-alerts/{alert}/confirm", new
        {
            reason = "退回的壶都有裂纹。· All that came back are cracked.",
            toBuyers = "请暂停使用，我们免费更换。· Please stop using it: we replace it free of charge.",
        });
        yield return Post("/v1/batch-alerts", new
        {
            productSku = Jasmine,
            batch = DemoShop.BatchOf(DemoShop.Products.Single(p => p.Sku == Jasmine), cast.Shop.Until),
            reason = "供应商召回。· The supplier recalls it.",
            toBuyers = "香气偏淡，欢迎退换。· It is less fragrant than it should be: send it back if you like.",
        });
    }
}
