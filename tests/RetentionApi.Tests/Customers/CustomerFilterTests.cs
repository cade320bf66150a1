using System.Net;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Customers;

/// <summary>Lists of one customer name them as paths do.</summary>
public sealed class CustomerFilterTests(TestService service) : IClassFixture<TestService>
{
    [Theory]
    [InlineData("orders")]
    [InlineData("interactions")]
    [InlineData("messages")]
    [InlineData("follow-ups")]
    public async Task By_our_id_or_the_storefronts_own_and_by_the_survivor_of_a_merge(string list)
    {
        var (shop, ann, bob) = await TwoAsync();
        async Task<int> CountAsync(string customer) => (await shop.Client.AllPagesAsync($"/v1/{list}?customerId={customer}", 10)).Count;
        var before = (await CountAsync($"{ann}"), await CountAsync("~shop:c-o-1"), await CountAsync("~shop:nobody"));

        await shop.Client.PostAsync($"/v1/customers/{bob}/merge", new { duplicateId = ann }).JsonAsync();

        before.Should().Be((1, 1, 0));
        (await CountAsync("~shop:c-o-1"), await CountAsync($"{ann}"), await CountAsync($"{bob}")).Should().Be((2, 2, 2));
    }

    [Fact]
    public async Task What_names_nobody_is_refused()
    {
        var shop = await service.NewMerchantAsync();

        (await shop.Client.GetAsync("/v1/orders?customerId=o-1").ProblemCodeAsync(HttpStatusCode.BadRequest)).Should().Be("request.malformed");
    }

    /// <summary>Two customers, each with an order, an enquiry, a message and a duty; merging cancels no duty before it is derived.</summary>
    private async Task<(Shop Shop, Guid Ann, Guid Bob)> TwoAsync()
    {
        var shop = await Shop.OpenAsync(service);
        var customers = new[] { await shop.DeliverAsync("o-1"), await shop.DeliverAsync("o-2") };
        await shop.RunAsync("due-follow-ups");
        foreach (var customer in customers)
        {
            await shop.AskForAsync(customer);
            await shop.Client.PostAsync("/v1/interactions", new { source = "desk", externalId = $"e-{customer}", kind = "enquiry", occurredAt = "2026-03-02T01:55:00Z", customerId = customer })
                .JsonAsync(HttpStatusCode.Created);
        }

        return (shop, customers[0], customers[1]);
    }
}
