using System.Net;
using System.Text.Json.Nodes;
using NodaTime;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Cooperation;

public sealed class AdviceTests(TestService service) : IClassFixture<TestService>
{
    [Fact]
    public async Task By_default_what_is_recommended_was_advised_with_its_numbers()
    {
        var (shop, customer) = await OpenAsync();

        var advice = await GiveAsync(shop, customer, new { category = "cups", reason = "The cheapest will do.", channel = "phone" });

        advice["products"]!.AsArray().Select(p => (p!.Text("sku"), p!["priceRank"]!.GetValue<double>(), p!["price"]!.Text("amount")))
            .Should().Equal(("C", 0d, "10.00"), ("B", 0.5, "20.00"), ("A", 1d, "30.00"));
        (advice.Text("channel"), advice.Text("cause"), advice.Text("givenAt")).Should().Be(("phone", $"hand:{advice.Text("id")}", "2026-03-02T02:00:00Z"));
        (await shop.Client.AllPagesAsync($"/v1/customers/{customer}/advice", 1)).Should().ContainSingle().Which.Text("id").Should().Be(advice.Text("id"));
    }

    [Fact]
    public async Task What_staff_named_is_kept_in_their_order_and_the_numbers_do_not_change_any_more()
    {
        var (shop, customer) = await OpenAsync();
        await GiveAsync(shop, customer, new { productSkus = new[] { "A", "D" } });
        await shop.OfferAsync(("E", "99.00", 1));

        var products = (await shop.Client.AllPagesAsync($"/v1/customers/{customer}/advice", 5)).Single()["products"]!.AsArray();

        products.Select(p => p!.Text("sku")).Should().Equal("A", "D");
        (products[0]!["priceRank"]!.GetValue<double>(), products[1]!["priceRank"]).Should().Be((1, null), "D is sold out: it was not compared");
    }

    [Fact]
    public async Task Accepted_it_is_evidence_and_says_what_they_value()
    {
        var (shop, customer) = await OpenAsync();
        var id = (await GiveAsync(shop, customer, new { category = "cups" })).Text("id");

        var taken = await shop.Client.PostAsync($"/v1/advice/{id}/accept", new { productSku = "B", reason = "quality" }).JsonAsync();
        await shop.DispatchAsync();

        (taken.Text("acceptedFor"), taken.Text("acceptedAt")).Should().Be(("quality", "2026-03-02T02:00:00Z"));
        (await RungAsync(shop, customer))["evidence"]![0]!.Text("source").Should().Be($"advice:{id}");
        var quality = (await shop.Client.GetAsync($"/v1/customers/{customer}/value-profile").JsonAsync())["weights"]![2]!;
        quality["sources"]!.AsArray().Should().ContainSingle().Which!.Text("source").Should().Be($"advice:{id}");
        (await shop.Client.PostAsync($"/v1/advice/{id}/accept", new { productSku = "B", reason = "price" }).ProblemCodeAsync(HttpStatusCode.Conflict)).Should().Be("advice.already_accepted");
    }

    [Fact]
    public async Task Bought_within_thirty_days_it_was_taken_and_sent_back_it_was_regretted()
    {
        var (shop, customer) = await OpenAsync();
        await GiveAsync(shop, customer, new { category = "cups" });
        await shop.PassAsync(Duration.FromDays(3));
        var order = Sample.Order("o-1", "c-1", Shop.Text(service.Clock.GetCurrentInstant())).With("lines", new[] { Sample.Line("B", 1, "20.00") });
        await shop.Client.PostAsync("/v1/orders", order).JsonAsync(HttpStatusCode.Created);
        await shop.DispatchAsync();
        var taken = await RungAsync(shop, customer);

        await shop.PassAsync(Duration.FromDays(1));
        var lines = new[] { new { lineNumber = 1, quantity = 1 } };
        await shop.Client.PostAsync("/v1/orders/~shop:o-1/returns", new { externalId = "r-1", returnedAt = Shop.Text(service.Clock.GetCurrentInstant()), reason = "unsuitable", lines })
            .JsonAsync(HttpStatusCode.Created);
        await shop.DispatchAsync();

        taken.Text("state").Should().Be("met");
        (await RungAsync(shop, customer))["evidence"]!.AsArray().Select(e => e!.Text("kind")).Should().Equal("adviceRegretted", "adviceTaken");
    }

    [Fact]
    public async Task Told_it_is_regretted_once()
    {
        var (shop, customer) = await OpenAsync();
        var id = (await GiveAsync(shop, customer, new { category = "cups" })).Text("id");

        var regretted = await shop.Client.PostAsync($"/v1/advice/{id}/regret", new { reason = "Too small." }).JsonAsync();
        await shop.DispatchAsync();

        regretted.Text("regretReason").Should().Be("Too small.");
        (await RungAsync(shop, customer))["evidence"]!.AsArray().Should().ContainSingle().Which!.Text("kind").Should().Be("adviceRegretted");
        (await shop.Client.PostAsync($"/v1/advice/{id}/regret", new { }).ProblemCodeAsync(HttpStatusCode.Conflict)).Should().Be("advice.already_regretted");
        (await shop.Client.AllPagesAsync($"/v1/customers/{customer}/timeline", 10)).Select(e => e.Text("kind")).Should().Contain(["adviceGiven", "adviceRegretted"]);
    }

    [Fact]
    public async Task It_names_the_enquiry_that_asked_for_it()
    {
        var (shop, customer) = await OpenAsync();
        var enquiry = (await shop.Client.PostAsync("/v1/interactions", new { source = "chat", externalId = "1", kind = "enquiry", occurredAt = "2026-03-02T02:00:00Z", customerId = customer, category = "cups" })
            .JsonAsync(HttpStatusCode.Created)).Text("id");
        await shop.DispatchAsync();
        var duty = (await shop.FollowUpAsync(customer, "bestValue")).Text("id");

        (await GiveAsync(shop, customer, new { category = "cups", interactionId = enquiry })).Text("cause").Should().Be($"interaction:{enquiry}");
        (await GiveAsync(shop, customer, new { category = "cups", followUpId = duty })).Text("cause").Should().Be($"followUp:{duty}");
        (await shop.Client.PostAsync($"/v1/customers/{customer}/advice", new { category = "cups", followUpId = enquiry }).ProblemCodeAsync(HttpStatusCode.UnprocessableEntity))
            .Should().Be("advice.cause_unknown");
    }

    [Theory]
    [InlineData("""{}""", "request.invalid")]
    [InlineData("""{"productSkus":["A","A"]}""", "request.invalid")]
    [InlineData("""{"productSkus":["Z"]}""", "advice.product_unknown")]
    [InlineData("""{"category":"plates"}""", "advice.too_few")]
    [InlineData("""{"category":"cups","givenAt":"2030-01-01T00:00:00Z"}""", "advice.in_future")]
    public async Task What_makes_no_sense_is_refused(string body, string code)
    {
        var (shop, customer) = await OpenAsync();

        (await shop.Client.PostAsync($"/v1/customers/{customer}/advice", body).ProblemCodeAsync(HttpStatusCode.UnprocessableEntity)).Should().Be(code);
    }

    [Fact]
    public async Task After_an_objection_nothing_is_computed_and_what_staff_said_is_kept()
    {
        var (shop, customer) = await OpenAsync();
        await shop.ObjectAsync(customer, profiling: true).JsonAsync();

        (await shop.Client.PostAsync($"/v1/customers/{customer}/advice", new { category = "cups" }).ProblemCodeAsync(HttpStatusCode.UnprocessableEntity)).Should().Be("advice.withheld");
        (await GiveAsync(shop, customer, new { productSkus = new[] { "A" } }))["products"]!.AsArray().Should().ContainSingle();
    }

    [Fact]
    public async Task Another_merchants_and_a_restricted_customers_advice_is_not_there()
    {
        var (shop, customer) = await OpenAsync();
        var (id, other) = ((await GiveAsync(shop, customer, new { category = "cups" })).Text("id"), await service.NewMerchantAsync());
        var seller = service.ClientOf((await shop.Client.PostAsync("/v1/api-keys", new { name = "till", scopes = new[] { "sales" } }).JsonAsync(HttpStatusCode.Created)).Text("apiKey"));
        await shop.ObjectAsync(customer, restriction: true).JsonAsync();

        (await other.Client.GetAsync($"/v1/customers/{customer}/advice").ProblemCodeAsync(HttpStatusCode.NotFound)).Should().Be("customer.not_found");
        (await other.Client.PostAsync($"/v1/advice/{id}/regret", new { }).ProblemCodeAsync(HttpStatusCode.NotFound)).Should().Be("advice.not_found");
        (await seller.PostAsync($"/v1/advice/{id}/accept", new { productSku = "A", reason = "price" }).ProblemCodeAsync(HttpStatusCode.Forbidden)).Should().Be("customer.restricted");
        (await seller.GetAsync($"/v1/customers/{customer}/advice").ProblemCodeAsync(HttpStatusCode.Forbidden)).Should().Be("customer.restricted");
        (await seller.PostAsync($"/v1/customers/{customer}/advice", new { category = "cups" }).ProblemCodeAsync(HttpStatusCode.Forbidden)).Should().Be("customer.restricted");
    }

    private async Task<(Shop Shop, Guid Customer)> OpenAsync()
    {
        var shop = await Shop.OpenAsync(service);
        await shop.OfferAsync();
        return (shop, await shop.ReportAsync("c-1"));
    }

    private static Task<JsonNode> GiveAsync(Shop shop, Guid customer, object body) =>
        shop.Client.PostAsync($"/v1/customers/{customer}/advice", body).JsonAsync(HttpStatusCode.Created);

    private static async Task<JsonNode> RungAsync(Shop shop, Guid customer) =>
        (await shop.Client.GetAsync($"/v1/customers/{customer}/relationship").JsonAsync())["rungs"]!.AsArray().Single(r => r!.Text("level") == "cooperative")!;
}
