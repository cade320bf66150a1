using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Catalog;

public sealed class ProductTests(TestService service) : IClassFixture<TestService>
{
    private const string Address = "/v1/products";

    [Fact]
    public async Task A_product_is_changed_by_hand_with_its_version()
    {
        var shop = await service.NewMerchantAsync();
        await ProductAsync(shop, "A-1", "Kettle");

        var changed = await shop.Client.PatchAsync($"{Address}/~sku:A-1", """{"price":{"amount":"5.00","currency":"CNY"},"facts":{"en":"Hot!"},"useUpDays":9}""", "\"1\"").JsonAsync();

        (changed.Text("name"), changed["version"]!.GetValue<int>(), changed["facts"]!.Text("en")).Should().Be(("Kettle", 2, "Hot!"));
        var detail = await shop.Client.GetAsync($"{Address}/~sku:A-1").JsonAsync();
        detail["product"]!.ToJsonString().Should().Be(changed.ToJsonString());
        detail["priceHistory"]!.AsArray().Single()!["price"]!.Text("amount").Should().Be("5.00");
        (await shop.Client.PatchAsync($"{Address}/~sku:A-1", new { name = "Pot" }, "\"1\"").ProblemCodeAsync(HttpStatusCode.PreconditionFailed)).Should().Be("request.stale");
        (await shop.Client.PatchAsync($"{Address}/~sku:A-1", new { useUpDays = 0 }, "*").ProblemCodeAsync(HttpStatusCode.UnprocessableEntity)).Should().Be("request.invalid");
    }

    [Fact]
    public async Task A_product_may_have_a_plan_of_its_own_for_asking_its_buyers()
    {
        var shop = await Shop.OpenAsync(service);
        var plan = new { qualityCheckAfter = "P14D", secondQualityCheckAfter = "P90D" };
        var told = await shop.Client.PostAsync(Address, new { sku = "KETTLE", name = "Kettle", followUpPlan = plan }).JsonAsync(HttpStatusCode.Created);
        told["followUpPlan"]!.ToJsonString().Should().Be("""{"qualityCheckAfter":"P14D","secondQualityCheckAfter":"P90D"}""");
        var customer = await shop.DeliverAsync("o-1", body => body.With("lines", new[] { Sample.Line("KETTLE", 1, "399.00") }));
        (await shop.FollowUpAsync(customer, "qualityCheck")).Text("dueAt").Should().StartWith("2026-03-16");

        await shop.Client.PatchAsync($"{Address}/~sku:KETTLE", """{"followUpPlan":{"qualityCheckAfter":"P5D","secondQualityCheckAfter":null}}""", "*").JsonAsync();
        await shop.DispatchAsync();
        (await shop.FollowUpAsync(customer, "qualityCheck")).Text("dueAt").Should().StartWith("2026-03-07");
        (await shop.FollowUpAsync(customer, "qualityCheck", step: 2)).Text("dueAt").Should().StartWith("2026-03-30");

        (await shop.Client.PatchAsync($"{Address}/~sku:KETTLE", """{"followUpPlan":null}""", "*").JsonAsync())["followUpPlan"].Should().BeNull();
        await shop.DispatchAsync();
        (await shop.FollowUpAsync(customer, "qualityCheck")).Text("dueAt").Should().StartWith("2026-03-09");
        var wrong = new { sku = "K-2", followUpPlan = new { qualityCheckAfter = "P30D", secondQualityCheckAfter = "P7D" } };
        (await shop.Client.PostAsync(Address, wrong).ProblemCodeAsync(HttpStatusCode.UnprocessableEntity)).Should().Be("request.invalid");
    }

    [Fact]
    public async Task Stock_is_a_number_or_unknown()
    {
        var shop = await service.NewMerchantAsync();
        await ProductAsync(shop, "A-2", "Kettle");

        (await StockAsync(shop, 7).JsonAsync())["stock"]!.GetValue<int>().Should().Be(7);
        (await StockAsync(shop, null).JsonAsync())["stock"].Should().BeNull();
        (await StockAsync(shop, -1).ProblemCodeAsync(HttpStatusCode.UnprocessableEntity)).Should().Be("request.invalid");
    }

    [Fact]
    public async Task Every_product_is_listed_once_in_the_order_of_skus_while_products_come()
    {
        var shop = await service.NewMerchantAsync();
        foreach (var sku in new[] { "b", "d", "f", "h", "j" })
            await ProductAsync(shop, sku, "Tea " + sku);
        var more = new Queue<string>(["a", "c", "e"]);

        var listed = await shop.Client.AllPagesAsync(Address, 2, async () => await ProductAsync(shop, more.Dequeue(), "late"));

        listed.Select(p => p.Text("sku")).Should().BeInAscendingOrder(StringComparer.Ordinal).And.OnlyHaveUniqueItems().And.Contain(["b", "d", "f", "h", "j"]);
    }

    [Fact]
    public async Task Products_are_found_by_category_and_by_how_sku_or_name_begin()
    {
        var shop = await service.NewMerchantAsync();
        await ProductAsync(shop, "TEA-1", "Dragon Well", "tea");
        await ProductAsync(shop, "TEA-2", "Oolong", "tea");
        await ProductAsync(shop, "K-1", "Teapot", "pots");

        (await SkusAsync(shop, "?category=tea")).Should().Equal("TEA-1", "TEA-2");
        (await SkusAsync(shop, "?q=tea")).Should().Equal("K-1", "TEA-1", "TEA-2");
        (await SkusAsync(shop, "?q=DRAGON&category=tea")).Should().Equal("TEA-1");
        (await SkusAsync(shop, "?q=well")).Should().BeEmpty();
    }

    [Fact]
    public async Task A_batch_told_again_is_the_same_batch()
    {
        var shop = await service.NewMerchantAsync();
        await ProductAsync(shop, "A-3", "Kettle");
        var first = await shop.Client.PostAsync($"{Address}/~sku:A-3/batches", new { code = "L-1" }).JsonAsync(HttpStatusCode.Created);

        var again = await shop.Client.PostAsync($"{Address}/~sku:A-3/batches", new { code = "L-1", madeOn = "2026-01-05" }).JsonAsync();
        await shop.Client.PostAsync($"{Address}/~sku:A-3/batches", new { code = "K-9" }).JsonAsync(HttpStatusCode.Created);

        (again.Text("id"), again.Text("madeOn")).Should().Be((first.Text("id"), "2026-01-05"));
        (await shop.Client.AllPagesAsync($"{Address}/~sku:A-3/batches", 1)).Select(b => b.Text("code")).Should().Equal("K-9", "L-1");
        (await shop.Client.PostAsync($"{Address}/~sku:A-3/batches", new { code = "" }).ProblemCodeAsync(HttpStatusCode.UnprocessableEntity)).Should().Be("request.invalid");
    }

    [Fact]
    public async Task Another_merchants_product_is_not_there()
    {
        var (mine, theirs) = (await service.NewMerchantAsync(), await service.NewMerchantAsync());
        var product = await ProductAsync(theirs, "A-4", "Kettle");

        foreach (var name in new[] { product.Text("id"), "~sku:A-4" })
        {
            (await mine.Client.GetAsync($"{Address}/{name}").ProblemCodeAsync(HttpStatusCode.NotFound)).Should().Be("product.not_found");
            (await mine.Client.PatchAsync($"{Address}/{name}", new { name = "Pot" }, "*").ProblemCodeAsync(HttpStatusCode.NotFound)).Should().Be("product.not_found");
            (await mine.Client.PutAsync($"{Address}/{name}/stock", JsonContent.Create(new { stock = 1 })).ProblemCodeAsync(HttpStatusCode.NotFound)).Should().Be("product.not_found");
            (await mine.Client.PostAsync($"{Address}/{name}/batches", new { code = "L-1" }).ProblemCodeAsync(HttpStatusCode.NotFound)).Should().Be("product.not_found");
            (await mine.Client.GetAsync($"{Address}/{name}/batches").ProblemCodeAsync(HttpStatusCode.NotFound)).Should().Be("product.not_found");
        }
    }

    private static Task<HttpResponseMessage> StockAsync(TestMerchant shop, int? stock) => shop.Client.PutAsync($"{Address}/~sku:A-2/stock", JsonContent.Create(new { stock }));

    private static Task<JsonNode> ProductAsync(TestMerchant shop, string sku, string name, string? category = null) =>
        shop.Client.PostAsync(Address, new { sku, name, category }).JsonAsync(HttpStatusCode.Created);

    private static async Task<List<string>> SkusAsync(TestMerchant shop, string query) => [.. (await shop.Client.AllPagesAsync(Address + query, 10)).Select(p => p.Text("sku"))];
}
