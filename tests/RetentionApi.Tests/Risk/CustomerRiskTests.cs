using System.Net;
using NodaTime;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Risk;

public sealed class CustomerRiskTests(TestService service) : IClassFixture<TestService>
{
    private static readonly LocalDate Today = new(2026, 3, 2);

    [Fact]
    public async Task Risk_says_when_to_expect_the_next_order_what_is_at_stake_and_why()
    {
        var shop = await FittedShopAsync(Buyer.Of("mei", "2025-12-01", "2025-12-15", "2025-12-29", "2026-01-12"));

        var risk = await RiskAsync(shop, "mei", "en");

        risk.Text("band").Should().BeOneOf("cooling", "high");
        risk["probabilityOfOrder"]!.GetValue<double>().Should().BeInRange(0.05, 0.9);
        risk["nextOrder"]!["q50"]!.GetValue<double>().Should().BeLessThan(risk["nextOrder"]!["q80"]!.GetValue<double>());
        risk["valueAtStake"]!.Text("currency").Should().Be("CNY");
        risk["clv"].Should().BeNull("the merchant told no margin");
        risk["expectedRevenue"].Should().NotBeNull();
        risk["reasons"]!.AsArray().Select(r => r!.Text("code")).Should().Equal("silence.beyondUsual", "orders.soFar", "chance.percent");
        risk["reasons"]![0]!.Text("text").Should().Be("No order for 49 days; usually 14 days pass between orders.");
    }

    [Fact]
    public async Task Reasons_are_read_in_the_merchants_language_where_the_reader_names_none()
    {
        var shop = await FittedShopAsync(Buyer.Of("mei", "2025-12-01"));

        (await RiskAsync(shop, "mei", null))["reasons"]![0]!.Text("text").Should().Be("唯一一次下单是在 91 天前。");
    }

    [Fact]
    public async Task A_past_day_is_looked_at_with_the_orders_of_then()
    {
        var shop = await FittedShopAsync(Buyer.Of("mei", "2025-12-01", "2025-12-15", "2026-02-20"));

        var risk = await shop.Client.GetAsync("/v1/customers/~shop:mei/risk?asOf=2025-12-20").JsonAsync();

        risk["reasons"]![0]!["params"]!.ToJsonString().Should().Be("""{"days":5,"usual":14}""");
        risk.Text("band").Should().Be("active");
        risk["model"]!.Text("asOf").Should().Be("2026-03-02", "no older fit exists");
    }

    [Fact]
    public async Task Who_never_ordered_has_no_band()
    {
        var shop = await FittedShopAsync(new Buyer("window-shopper"));

        var risk = await RiskAsync(shop, "window-shopper", "en");

        risk["band"].Should().BeNull();
        risk["reasons"]!.AsArray().Single()!.Text("code").Should().Be("silence.noOrder");
    }

    [Fact]
    public async Task After_an_objection_everything_is_withheld()
    {
        var shop = await FittedShopAsync(Buyer.Of("mei", "2025-12-01"));
        await service.OneAsync<int>(shop, "UPDATE customers SET profiling_objected_at = created_at WHERE merchant_id = $1 AND name = 'mei' RETURNING 1");

        var risk = await RiskAsync(shop, "mei", "en");

        risk.Text("withheld").Should().Be("objection");
        (risk["band"], risk["probabilityOfOrder"], risk["model"]).Should().Be((null, null, null));
    }

    [Fact]
    public async Task Without_a_fit_there_is_no_risk_to_tell()
    {
        var shop = await service.NewMerchantAsync();
        await service.AddBuyersAsync(shop, [Buyer.Of("mei", "2025-12-01")]);

        (await shop.Client.GetAsync("/v1/customers/~shop:mei/risk").ProblemCodeAsync(HttpStatusCode.Conflict)).Should().Be("risk.not_fitted");
    }

    [Fact]
    public async Task A_day_to_come_is_refused_and_an_unknown_customer_not_found()
    {
        var shop = await FittedShopAsync(Buyer.Of("mei", "2025-12-01"));

        (await shop.Client.GetAsync("/v1/customers/~shop:mei/risk?asOf=2026-03-03").ProblemCodeAsync(HttpStatusCode.UnprocessableEntity)).Should().Be("risk.as_of_future");
        (await shop.Client.GetAsync("/v1/customers/~shop:nobody/risk").ProblemCodeAsync(HttpStatusCode.NotFound)).Should().Be("customer.not_found");
    }

    [Fact]
    public async Task An_order_moves_the_risk_of_its_customer_by_itself()
    {
        var shop = await FittedShopAsync();
        await shop.Client.PostAsync("/v1/orders", Sample.Order("o-1", placedAt: "2026-01-10T10:00:00+08:00")).JsonAsync(HttpStatusCode.Created);
        await service.DispatchAsync(shop);
        var before = await StandingAsync(shop);

        await shop.Client.PostAsync("/v1/orders", Sample.Order("o-2", placedAt: "2026-03-01T10:00:00+08:00")).JsonAsync(HttpStatusCode.Created);
        await service.DispatchAsync(shop);

        before.Text("riskBand").Should().NotBe("active");
        (await StandingAsync(shop)).Text("riskBand").Should().Be("active");
        string.CompareOrdinal((await StandingAsync(shop)).Text("nextOrderOn"), before.Text("nextOrderOn")).Should().BePositive();
    }

    [Fact]
    public async Task What_is_derived_after_midnight_leaves_a_crossing_to_the_daily_job()
    {
        var shop = await FittedShopAsync();
        await shop.Client.PostAsync("/v1/orders", Sample.Order("o-1", placedAt: "2026-03-01T10:00:00+08:00")).JsonAsync(HttpStatusCode.Created);
        await service.DispatchAsync(shop);
        service.Clock.AdvanceDays(300);
        await shop.Client.PostAsync("/v1/customers", new { source = "shop", externalId = "c-1", name = "王芳芳" }).JsonAsync();

        await service.DispatchAsync(shop);

        (await StandingAsync(shop)).Text("riskBand").Should().Be("active");
        (await service.CrossAsync(shop)).Lost.Should().BeGreaterThan(0);
    }

    private async Task<TestMerchant> FittedShopAsync(params Buyer[] buyers)
    {
        service.Clock.Reset(TestService.Start);
        var shop = await service.NewMerchantAsync();
        await service.AddBuyersAsync(shop, [.. Buyers.Simulated(200, Today), .. buyers]);
        await service.FitAsync(shop, new { });
        return shop;
    }

    private static async Task<System.Text.Json.Nodes.JsonNode> RiskAsync(TestMerchant shop, string name, string? language)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/v1/customers/~shop:{name}/risk");
        if (language is not null)
            request.Headers.AcceptLanguage.ParseAdd(language);
        return await shop.Client.SendAsync(request).JsonAsync();
    }

    private static async Task<System.Text.Json.Nodes.JsonNode> StandingAsync(TestMerchant shop) =>
        (await shop.Client.GetAsync("/v1/customers/~shop:c-1").JsonAsync())["customer"]!["standing"]!;
}
