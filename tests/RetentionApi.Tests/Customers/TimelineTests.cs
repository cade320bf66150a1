using System.Net;
using System.Text.Json.Nodes;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Customers;

public sealed class TimelineTests(TestService service) : IClassFixture<TestService>
{
    [Fact]
    public async Task Everything_is_there_once_and_newest_first_while_more_happens()
    {
        var shop = await CustomerAsync();
        for (var day = 1; day <= 5; day++)
            await HappenAsync(shop, $"2026-02-0{day}T10:00:00Z");

        var entries = await shop.Client.AllPagesAsync("/v1/customers/~pos:1/timeline", 2, () => HappenAsync(shop, "2026-02-20T10:00:00Z"));

        entries.Where(e => e.Text("kind") == "orderPlaced").Select(e => e.Text("occurredAt")[..10])
            .Should().Equal("2026-02-05", "2026-02-04", "2026-02-03", "2026-02-02", "2026-02-01");
        entries.Select(e => e.Text("id")).Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public async Task Pages_go_through_what_happened_with_everybody_who_is_one_person()
    {
        var shop = await CustomerAsync();
        for (var day = 1; day <= 6; day++)
            await HappenAsync(shop, $"2026-02-0{day}T10:00:00Z", customer: $"{1 + (day / 3 % 2)}");
        var ids = new List<string>();
        foreach (var customer in new[] { "1", "2" })
            ids.Add((await shop.Client.GetAsync($"/v1/customers/~pos:{customer}").JsonAsync())["customer"]!.Text("id"));
        await shop.Client.PostAsync($"/v1/customers/{ids[0]}/merge", new { duplicateId = ids[1] }).JsonAsync();

        var entries = await shop.Client.AllPagesAsync("/v1/customers/~pos:2/timeline?kind=orderPlaced", 2);

        entries.Select(e => e.Text("occurredAt")[..10]).Should().Equal("2026-02-06", "2026-02-05", "2026-02-04", "2026-02-03", "2026-02-02", "2026-02-01");
    }

    [Fact]
    public async Task It_is_narrowed_by_kind_and_time()
    {
        var shop = await CustomerAsync();
        await HappenAsync(shop, "2026-02-01T10:00:00Z");
        await HappenAsync(shop, "2026-02-02T10:00:00Z");

        async Task<int> CountAsync(string filters) => (await shop.Client.GetAsync($"/v1/customers/~pos:1/timeline?{filters}").JsonAsync())["items"]!.AsArray().Count;

        (await CountAsync("kind=orderPlaced")).Should().Be(2);
        (await CountAsync("kind=orderPlaced&from=2026-02-02T10:00:00Z")).Should().Be(1);
        (await CountAsync("kind=orderPlaced&to=2026-02-02T10:00:00Z")).Should().Be(1);
        (await CountAsync("kind=nothing")).Should().Be(0);
    }

    [Fact]
    public async Task Nobody_has_no_timeline()
    {
        var (mine, theirs) = (await service.NewMerchantAsync(), await CustomerAsync());

        foreach (var client in new[] { mine.Client, theirs.Client })
            (await client.GetAsync($"/v1/customers/{(client == mine.Client ? "~pos:1" : "~pos:2")}/timeline").ProblemCodeAsync(HttpStatusCode.NotFound))
                .Should().Be("customer.not_found");
    }

    private async Task<TestMerchant> CustomerAsync()
    {
        var shop = await service.NewMerchantAsync();
        await shop.Client.PostAsync("/v1/customers", new { source = "pos", externalId = "1", name = "Ann" }).JsonAsync(HttpStatusCode.Created);
        return shop;
    }

    private static Task<JsonNode> HappenAsync(TestMerchant shop, string at, string customer = "1") => shop.Client.PostAsync("/v1/orders", new
    {
        source = "pos",
        externalId = Guid.CreateVersion7().ToString(),
        placedAt = at,
        currency = "CNY",
        customer = new { source = "pos", externalId = customer },
        lines = new[] { new { sku = "TEA", quantity = 1, unitPrice = new { amount = "10.00", currency = "CNY" } } },
    }).JsonAsync(HttpStatusCode.Created);
}
