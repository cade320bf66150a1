using System.Net;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests;

/// <summary>What concerns one customer is found by key, however cheap it looks to read all that a small merchant has.</summary>
public sealed class MiddlingShopTests(MiddlingShop shop) : IClassFixture<MiddlingShop>
{
    /// <summary>The customers of these tests have a thousand entries in their timelines, and get more.</summary>
    private const int Most = 2_000;

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

    private async Task CallAsync(string externalId)
    {
        var call = new { source = "shop", externalId, kind = "call", direction = "inbound", occurredAt = "2026-03-02T01:00:00Z", customer = new { source = "shop", externalId = "c-7" } };
        await shop.Admin.PostAsync("/v1/interactions", call).JsonAsync(HttpStatusCode.Created);
        await shop.Service.DispatchEverybodyAsync();
    }

    /// <summary>An order of a known customer, delivered and sent back for a fault: rated, a defect of its product, and a reason to speak.</summary>
    private async Task DeliverAsync(string externalId)
    {
        var order = new
        {
            source = "shop",
            externalId,
            placedAt = "2026-03-01T01:00:00Z",
            currency = "CNY",
            payment = "paid",
            customer = new { source = "shop", externalId = "c-7" },
            lines = new[] { new { sku = "SKU7", quantity = 1, unitPrice = new { amount = "9.00", currency = "CNY" } } },
            deliveries = new[] { new { externalId = $"d-{externalId}", deliveredAt = "2026-03-02T01:00:00Z" } },
        };
        await shop.Admin.PostAsync("/v1/orders", order).JsonAsync(HttpStatusCode.Created);
        var sentBack = new { externalId = $"r-{externalId}", reason = "fault", returnedAt = "2026-03-02T02:00:00Z", lines = new[] { new { lineNumber = 1, quantity = 1 } } };
        await shop.Admin.PostAsync($"/v1/orders/~shop:{externalId}/returns", sentBack).JsonAsync(HttpStatusCode.Created);
        await shop.Service.DispatchEverybodyAsync();
    }
}
