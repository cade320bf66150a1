using System.Net;
using System.Text.Json.Nodes;
using NodaTime;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Catalog;

public sealed class CreateProductTests(TestService service) : IClassFixture<TestService>
{
    private const string Address = "/v1/products";

    [Fact]
    public async Task A_product_is_made_and_found_by_id_and_sku()
    {
        var shop = await service.NewMerchantAsync();

        var made = await shop.Client.PostAsync(Address, """
            {"sku":"TEA/1","name":"龙井","category":"tea","price":{"amount":"129.00","currency":"CNY"},"returnable":false,
             "facts":{"en":"No returns."},"claims":["fresh"],"useUpDays":60,"warrantyDays":30,"stock":3}
            """).JsonAsync(HttpStatusCode.Created);

        foreach (var name in new[] { made.Text("id"), "~sku:TEA%2F1" })
            (await shop.Client.GetAsync($"{Address}/{name}").JsonAsync())["product"]!.ToJsonString().Should().Be(made.ToJsonString());
        made["facts"]!.Text("en").Should().Be("No returns.");
        made["claims"]!.ToJsonString().Should().Be("""["fresh"]""");
    }

    [Fact]
    public async Task What_is_not_told_stays_and_every_price_is_remembered()
    {
        var shop = await service.NewMerchantAsync();
        await PriceAsync(shop, "10.00", "2026-01-01T00:00:00Z", HttpStatusCode.Created, "Tea");

        await PriceAsync(shop, "12.00", "2026-02-01T00:00:00Z");

        var detail = await shop.Client.GetAsync($"{Address}/~sku:TEA-2").JsonAsync();
        detail["product"]!.Text("name").Should().Be("Tea");
        detail["priceHistory"]!.AsArray().Select(p => (p!.Text("validFrom"), p!["price"]!.Text("amount")))
            .Should().Equal(("2026-02-01T00:00:00Z", "12.00"), ("2026-01-01T00:00:00Z", "10.00"));
    }

    [Fact]
    public async Task An_older_or_repeated_report_changes_nothing()
    {
        var shop = await service.NewMerchantAsync();
        await PriceAsync(shop, "12.00", "2026-02-01T00:00:00Z", HttpStatusCode.Created);

        var older = await PriceAsync(shop, "10.00", "2026-01-01T00:00:00Z");
        var twin = await PriceAsync(shop, "13.00", "2026-02-01T00:00:00Z");
        var same = await shop.Client.PostAsync(Address, new { sku = "TEA-2", price = new { amount = "12.00", currency = "CNY" } }).JsonAsync();

        new[] { older, twin, same }.Should().AllSatisfy(answer => (answer["price"]!.Text("amount"), answer["version"]!.GetValue<int>()).Should().Be(("12.00", 1)));
    }

    [Fact]
    public async Task Twenty_twins_at_once_make_one()
    {
        var shop = await service.NewMerchantAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => shop.Client.PostAsync(Address, new { sku = "TEA-20", name = "Tea" })));

        answers.Count(a => a.StatusCode == HttpStatusCode.Created).Should().Be(1);
        answers.Count(a => a.StatusCode == HttpStatusCode.OK).Should().Be(19);
        (await service.Database.CountAsync($"products WHERE merchant_id = '{shop.Id}'")).Should().Be(1);
    }

    [Fact]
    public async Task A_warranty_that_is_told_later_makes_a_duty_for_who_has_the_product()
    {
        var shop = await service.NewMerchantAsync();
        var placedAt = (service.Clock.GetCurrentInstant() - Duration.FromDays(10)).ToString();
        await shop.Client.PostAsync("/v1/orders", new
        {
            source = "pos",
            externalId = "o-1",
            placedAt,
            currency = "CNY",
            customer = new { source = "pos", externalId = "c-1", email = "ann@example.com" },
            lines = new[] { new { sku = "KETTLE", quantity = 1, unitPrice = new { amount = "300.00", currency = "CNY" } } },
        }).JsonAsync(HttpStatusCode.Created);
        await service.DispatchAsync(shop);

        await shop.Client.PostAsync(Address, new { sku = "KETTLE", warrantyDays = 365 }).JsonAsync();
        await service.DispatchAsync(shop);

        (await service.Database.CountAsync($"follow_ups WHERE merchant_id = '{shop.Id}' AND kind = 'warranty' AND status = 'scheduled'")).Should().Be(1);
    }

    [Theory]
    [InlineData("""{"sku":""}""", "/sku")]
    [InlineData("""{"sku":"T","price":{"amount":"-1.00","currency":"CNY"}}""", "/price")]
    [InlineData("""{"sku":"T","useUpDays":0}""", "/useUpDays")]
    [InlineData("""{"sku":"T","facts":{"not a language":"text"}}""", "/facts")]
    public async Task What_breaks_a_rule_is_refused_with_the_place(string body, string pointer)
    {
        var shop = await service.NewMerchantAsync();

        var problem = await shop.Client.PostAsync(Address, body).JsonAsync(HttpStatusCode.UnprocessableEntity);

        problem["errors"]!.AsArray().Select(e => e!.Text("pointer")).Should().Equal(pointer);
    }

    private static Task<JsonNode> PriceAsync(TestMerchant shop, string amount, string updatedAt, HttpStatusCode expected = HttpStatusCode.OK, string? name = null) =>
        shop.Client.PostAsync(Address, new { sku = "TEA-2", name, price = new { amount, currency = "CNY" }, updatedAt }).JsonAsync(expected);
}
