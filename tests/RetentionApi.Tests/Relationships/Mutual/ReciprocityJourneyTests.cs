using System.Net;
using System.Text.Json.Nodes;
using RetentionApi.Tests.Cooperation;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Relationships.Mutual;

public sealed class ReciprocityJourneyTests(TestService service) : IClassFixture<TestService>
{
    [Fact]
    public async Task An_order_and_an_answered_check_are_given_by_both_sides()
    {
        var shop = await Shop.OpenAsync(service);
        var customer = await shop.RateAsync("o-1", "TEA-1", 5);

        var reciprocity = await ReadAsync(shop, customer);

        (reciprocity.Text("carriedBy"), reciprocity["because"]!.Text("code")).Should().Be(("both", "reciprocity.both"));
        Gifts(reciprocity, "customer").Should().Contain(["gift.order", "gift.replied"]);
        Gifts(reciprocity, "merchant").Should().Contain("gift.asked");
    }

    [Fact]
    public async Task Goodwill_in_a_case_is_a_benefit_from_us()
    {
        var shop = await Shop.OpenAsync(service);
        var customer = await shop.ReportAsync("c-1");
        var opened = await shop.Client.PostAsync("/v1/cases", new { customerId = customer, text = "It leaks.", topic = "quality" }).JsonAsync(HttpStatusCode.Created);
        await shop.Client.PostAsync($"/v1/cases/{opened.Text("id")}/goodwill", new { kind = "gift", reason = "For the trouble." }).JsonAsync();

        var reciprocity = await ReadAsync(shop, customer);

        Gifts(reciprocity, "merchant").Should().Contain("gift.goodwill");
        reciprocity.Text("carriedBy").Should().Be("merchant");
    }

    [Fact]
    public async Task It_is_withheld_after_an_objection_hidden_while_restricted_and_nobody_elses()
    {
        var shop = await Shop.OpenAsync(service);
        var customer = await shop.ReportAsync("c-1");
        var (other, path) = (await service.NewMerchantAsync(), $"/v1/customers/{customer}/reciprocity");
        await shop.ObjectAsync(customer, profiling: true, restriction: true).JsonAsync();
        var key = await shop.Client.PostAsync("/v1/api-keys", new { name = "seller", scopes = new[] { "sales" } }).JsonAsync(HttpStatusCode.Created);

        ((await ReadAsync(shop, customer)).Text("withheld"), (await ReadAsync(shop, customer))["merchant"]).Should().Be(("objection", null));
        (await service.ClientOf(key.Text("apiKey")).GetAsync(path).ProblemCodeAsync(HttpStatusCode.Forbidden)).Should().Be("customer.restricted");
        (await other.Client.GetAsync(path).ProblemCodeAsync(HttpStatusCode.NotFound)).Should().Be("customer.not_found");
    }

    private static Task<JsonNode> ReadAsync(Shop shop, Guid customer) => shop.Client.GetAsync($"/v1/customers/{customer}/reciprocity").JsonAsync();

    private static IEnumerable<string> Gifts(JsonNode reciprocity, string side) => reciprocity[side]!["gave"]!.AsArray().Select(g => g!["what"]!.Text("code"));
}
