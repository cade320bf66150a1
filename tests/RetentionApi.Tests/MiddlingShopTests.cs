using System.Net;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests;

/// <summary>What concerns one customer is found by key, however cheap it looks to read all that a small merchant has.</summary>
public sealed class MiddlingShopTests(MiddlingShop shop) : IClassFixture<MiddlingShop>
{
    private const int Most = 1_000;

    [Fact]
    public async Task A_customer_is_read_by_key()
    {
        const string Customer = "/v1/customers/~shop:c-7";
        await shop.Admin.GetAsync(Customer).JsonAsync();

        (await shop.ReadsBeyondAsync(Most, () => shop.Admin.GetAsync(Customer).JsonAsync())).Should().BeEmpty();
    }

    [Fact]
    public async Task What_follows_from_a_fact_is_derived_by_key()
    {
        await CallAsync("first"); // what is read but once is not of it

        (await shop.ReadsBeyondAsync(Most, () => CallAsync("second"))).Should().BeEmpty();
    }

    private async Task CallAsync(string externalId)
    {
        var call = new { source = "shop", externalId, kind = "call", direction = "inbound", occurredAt = "2026-03-02T01:00:00Z", customer = new { source = "shop", externalId = "c-7" } };
        await shop.Admin.PostAsync("/v1/interactions", call).JsonAsync(HttpStatusCode.Created);
        await shop.Service.DispatchEverybodyAsync();
    }
}
