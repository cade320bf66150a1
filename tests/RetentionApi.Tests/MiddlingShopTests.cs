using System.Net;
using System.Text.Json.Nodes;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests;

/// <summary>What concerns one customer is found by key, however cheap it looks to read all that a small merchant has.</summary>
public sealed class MiddlingShopTests(MiddlingShop shop) : IClassFixture<MiddlingShop>
{
    private const int Most = 1_000;

    /// <summary>Of whom more comes to be known; another than whose rows are counted, of which there are just as many as may be read.</summary>
    private const string Changing = "c-9";

    [Theory]
    [InlineData("")]
    [InlineData("/relationship")]
    [InlineData("/trust")]
    [InlineData("/reciprocity")]
    [InlineData("/risk")]
    [InlineData("/value-profile")]
    [InlineData("/consents")]
    [InlineData("/timeline")]
    public async Task A_customer_is_read_by_key(string what)
    {
        var customer = $"/v1/customers/~shop:c-5{what}"; // of whom no other test tells more
        await shop.Admin.GetAsync(customer); // what is read but once is not of it

        (await shop.ReadsBeyondAsync(Most, () => shop.Admin.GetAsync(customer))).Should().BeEmpty();
    }

    /// <summary>A thousand things have happened with each of the first twenty customers.</summary>
    [Theory]
    [InlineData("")]
    [InlineData("/timeline?limit=20")]
    [InlineData("/timeline?limit=20&from=2026-02-01T00:00:00Z")]
    public async Task Of_all_that_happened_with_them_no_more_is_read_than_is_shown(string what)
    {
        const int Few = 50;
        var customer = $"/v1/customers/~shop:c-5{what}";
        await shop.Admin.GetAsync(customer).JsonAsync();

        (await shop.ReadsBeyondAsync(Few, () => shop.Admin.GetAsync(customer).JsonAsync())).Should().NotContain(read => read.StartsWith("timeline_entries", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("orders")]
    [InlineData("interactions")]
    [InlineData("cases")]
    [InlineData("promises")]
    [InlineData("messages")]
    [InlineData("follow-ups")]
    public async Task So_is_what_a_list_has_of_a_customer(string list)
    {
        var ofCustomer = $"/v1/{list}?customerId=~shop:c-7";
        await shop.Admin.GetAsync(ofCustomer).JsonAsync();

        (await shop.ReadsBeyondAsync(Most, () => shop.Admin.GetAsync(ofCustomer).JsonAsync())).Should().BeEmpty();
    }

    [Fact]
    public async Task What_follows_from_a_fact_is_derived_by_key()
    {
        await CallAsync("first"); // what is read but once is not of it

        (await shop.ReadsBeyondAsync(Most, () => CallAsync("second"))).Should().BeEmpty();
    }

    [Fact]
    public async Task So_is_what_follows_from_a_bad_answer()
    {
        await DeliverAsync("first");

        (await shop.ReadsBeyondAsync(Most, () => DeliverAsync("second"))).Should().BeEmpty();
    }

    /// <summary>Of a customer of whom two thousand calls are known, which say nothing of when the tea came.</summary>
    [Fact]
    public async Task A_check_is_completed_by_what_it_asks_after()
    {
        await OrderAsync("checked", "c-8");
        await shop.Service.DispatchEverybodyAsync();
        var (merchant, customer) = ((await shop.Admin.GetAsync("/v1/merchant").JsonAsync()).Text("id"), (await shop.Admin.GetAsync("/v1/customers/~shop:c-8").JsonAsync())["customer"]!.Text("id"));
        await shop.Service.Database.QueryAsync($"""
            INSERT INTO interactions (merchant_id, id, source, external_id, customer_id, kind, direction, occurred_at, is_advice_wanted, source_updated_at, version, created_at)
            SELECT '{merchant}', gen_random_uuid(), 'shop', 'many-' || i, '{customer}', 'call', 'inbound', since, false, since, 1, since
            FROM generate_series(1, 2000) AS i CROSS JOIN (SELECT timestamptz '2026-03-01Z' AS since) x
            """);
        var check = (await shop.Admin.GetAsync("/v1/follow-ups?customerId=~shop:c-8&kind=qualityCheck&status=scheduled").JsonAsync())["items"]![0]!;
        await CompleteAsync(check, new { outcome = "noAnswer" }); // what is read but once is not of it

        var answers = new[] { new { orderLineId = check["lines"]![0]!.Text("orderLineId"), rating = 5 } };
        (await shop.ReadsBeyondAsync(Most, () => CompleteAsync(check, new { outcome = "answered", answers }))).Should().BeEmpty();
        await shop.Service.DispatchEverybodyAsync(); // the calls are not for another test to read
    }

    private Task<JsonNode> CompleteAsync(JsonNode check, object body) => shop.Admin.PostAsync($"/v1/follow-ups/{check.Text("id")}/complete", body).JsonAsync();

    private async Task CallAsync(string externalId)
    {
        var call = new { source = "shop", externalId, kind = "call", direction = "inbound", occurredAt = "2026-03-02T01:00:00Z", customer = new { source = "shop", externalId = Changing } };
        await shop.Admin.PostAsync("/v1/interactions", call).JsonAsync(HttpStatusCode.Created);
        await shop.Service.DispatchEverybodyAsync();
    }

    /// <summary>An order of a known customer, delivered and sent back for a fault: rated, a defect of its product, and a reason to speak.</summary>
    private async Task DeliverAsync(string externalId)
    {
        await OrderAsync(externalId, Changing);
        var sentBack = new { externalId = $"r-{externalId}", reason = "fault", returnedAt = "2026-03-02T02:00:00Z", lines = new[] { new { lineNumber = 1, quantity = 1 } } };
        await shop.Admin.PostAsync($"/v1/orders/~shop:{externalId}/returns", sentBack).JsonAsync(HttpStatusCode.Created);
        await shop.Service.DispatchEverybodyAsync();
    }

    private Task<JsonNode> OrderAsync(string externalId, string customer)
    {
        var order = new
        {
            source = "shop",
            externalId,
            placedAt = "2026-03-01T01:00:00Z",
            currency = "CNY",
            payment = "paid",
            customer = new { source = "shop", externalId = customer },
            lines = new[] { new { sku = "SKU7", quantity = 1, unitPrice = new { amount = "9.00", currency = "CNY" } } },
            deliveries = new[] { new { externalId = $"d-{externalId}", deliveredAt = "2026-03-02T01:00:00Z" } },
        };
        return shop.Admin.PostAsync("/v1/orders", order).JsonAsync(HttpStatusCode.Created);
    }
}
