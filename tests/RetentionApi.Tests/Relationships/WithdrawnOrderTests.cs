using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Relationships;

public sealed class WithdrawnOrderTests(TestService service) : IClassFixture<TestService>
{
    [Theory]
    [InlineData("status", "cancelled")]
    [InlineData("test", true)]
    public async Task Level_four_goes_with_the_order_it_was_about(string member, object value)
    {
        var shop = await Shop.OpenAsync(service);
        var customer = await shop.DeliverAsync($"w-{member}");
        var check = await shop.FollowUpAsync(customer, "qualityCheck");
        var answers = check["lines"]!.AsArray().Select(line => new { orderLineId = line!.Text("orderLineId"), rating = 5 }).ToArray();
        await shop.Client.PostAsync($"/v1/follow-ups/{check.Text("id")}/complete", new { outcome = "answered", answers }).JsonAsync();
        await shop.DispatchAsync();
        var before = await LevelAsync(shop, customer);

        await shop.Client.PostAsync("/v1/orders", Sample.Order($"w-{member}", $"c-w-{member}").With(member, value).With("updatedAt", "2026-03-02T02:00:00Z")).JsonAsync();
        await shop.DispatchAsync();

        (before, await LevelAsync(shop, customer)).Should().Be(("responsible", "basic"));
        (await shop.Client.GetAsync($"/v1/customers/{customer}/relationship").JsonAsync()).Text("level").Should().Be("basic");
    }

    private static async Task<string> LevelAsync(Shop shop, Guid customer) =>
        (await shop.Client.GetAsync($"/v1/customers/{customer}").JsonAsync())["customer"]!["standing"]!.Text("level");
}
