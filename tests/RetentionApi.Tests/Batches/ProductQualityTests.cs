using System.Net;
using System.Text.Json.Nodes;
using NodaTime;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Batches;

/// <summary>What customers say of products and batches, counted.</summary>
public sealed class ProductQualityTests(TestService service) : IClassFixture<TestService>
{
    [Fact]
    public async Task Ratings_and_faults_are_counted_by_product_and_batch()
    {
        var shop = await Shop.OpenAsync(service);
        await RateAsync(shop, "o-1", 5, BadTea.Batch);
        await RateAsync(shop, "o-2", 2, BadTea.Batch);
        await RateAsync(shop, "o-3", 3, "LJ-01");
        await shop.BuyTeaAsync("o-4", "LJ-01");
        await shop.SendBackAsync("o-4", service.Clock.GetCurrentInstant(), "notAsDescribed");

        var quality = await shop.Client.GetAsync($"/v1/products/~sku:{BadTea.Sku}/quality").JsonAsync();

        Counts(quality["quality"]!).Should().Be((3, 3.33m, 1, 2, 2));
        quality["batches"]!["items"]!.AsArray().Select(b => (b!.Text("batch"), Counts(b!["quality"]!))).Should()
            .Equal(("LJ-01", (1, 3.00m, 0, 1, 1)), (BadTea.Batch, (2, 3.50m, 1, 1, 1)));
    }

    [Fact]
    public async Task The_rate_says_how_little_is_known()
    {
        var shop = await Shop.OpenAsync(service);
        await shop.BuyTeaAsync("o-1");

        var rate = (await shop.Client.GetAsync($"/v1/products/~sku:{BadTea.Sku}/quality").JsonAsync())["quality"]!["defectRate"]!;

        new[] { "mean", "low", "high", "probabilityAboveLimit" }.Select(part => rate[part]!.GetValue<decimal>()).Should().Equal(0.1m, 0.0028m, 0.3363m, 0.3874m);
    }

    [Fact]
    public async Task A_return_that_was_a_mistake_counts_no_more()
    {
        var shop = await Shop.OpenAsync(service);
        await shop.FindFaultyAsync(service, 1);

        await shop.Client.PostAsync("/v1/orders", Told("o-1").With("status", "cancelled").With("updatedAt", Shop.Text(TestService.Start))).JsonAsync();
        await shop.DispatchAsync();

        var quality = await shop.Client.GetAsync($"/v1/products/~sku:{BadTea.Sku}/quality").JsonAsync();
        Counts(quality["quality"]!).Should().Be((0, null, 0, 0, 0));
        quality["batches"]!["items"]!.AsArray().Should().BeEmpty();
    }

    [Fact]
    public async Task Orders_of_nobody_known_count_until_somebody_is_known()
    {
        var shop = await Shop.OpenAsync(service);
        var order = Told("o-1");
        order.Remove("customer");
        await shop.Client.PostAsync("/v1/orders", order).JsonAsync(HttpStatusCode.Created);
        await shop.SendBackAsync("o-1", service.Clock.GetCurrentInstant());
        Counts((await QualityAsync(shop))["quality"]!).Should().Be((0, null, 0, 1, 0), "a defect, and nobody who had it");

        await shop.Client.PostAsync("/v1/orders", Told("o-1").With("updatedAt", Shop.Text(TestService.Start))).JsonAsync();
        await shop.DispatchAsync();

        Counts((await QualityAsync(shop))["quality"]!).Should().Be((0, null, 0, 1, 1));
    }

    [Fact]
    public async Task An_order_of_nobody_known_counts_while_it_stands()
    {
        var shop = await Shop.OpenAsync(service);
        var order = Told("o-1");
        order.Remove("customer");
        await shop.Client.PostAsync("/v1/orders", order).JsonAsync(HttpStatusCode.Created);
        await shop.SendBackAsync("o-1", service.Clock.GetCurrentInstant());
        var defects = new List<int>();

        foreach (var (status, minutesAgo) in new[] { ("cancelled", 5), ("placed", 4) })
        {
            await shop.Client.PostAsync("/v1/orders", order.With("status", status).With("updatedAt", Shop.Text(TestService.Start - Duration.FromMinutes(minutesAgo)))).JsonAsync();
            await shop.DispatchAsync();
            defects.Add((await QualityAsync(shop))["quality"]!["defects"]!.GetValue<int>());
        }

        defects.Should().Equal(0, 1);
    }

    [Fact]
    public async Task Batches_come_in_pages()
    {
        var shop = await Shop.OpenAsync(service);
        foreach (var batch in new[] { "A", "B", "C" })
        {
            await shop.BuyTeaAsync($"o-{batch}", batch);
            await shop.SendBackAsync($"o-{batch}", service.Clock.GetCurrentInstant());
        }

        var first = (await shop.Client.GetAsync($"/v1/products/~sku:{BadTea.Sku}/quality?limit=2&includeTotal=true").JsonAsync())["batches"]!;
        var second = (await shop.Client.GetAsync($"/v1/products/~sku:{BadTea.Sku}/quality?limit=2&cursor={first.Text("nextCursor")}").JsonAsync())["batches"]!;

        first["items"]!.AsArray().Concat(second["items"]!.AsArray()).Select(b => b!.Text("batch")).Should().Equal("A", "B", "C");
        first["total"]!.GetValue<long>().Should().Be(3);
    }

    [Fact]
    public async Task Of_what_nobody_sells_nothing_is_said() =>
        await (await service.NewMerchantAsync()).Client.GetAsync("/v1/products/~sku:NONE/quality").ProblemAsync(HttpStatusCode.NotFound, "product.not_found");

    private async Task RateAsync(Shop shop, string order, int rating, string batch)
    {
        service.Clock.Reset(TestService.Start);
        var customer = await shop.BuyTeaAsync(order, batch);
        var check = await shop.FollowUpAsync(customer, "qualityCheck");
        var answers = new[] { new { orderLineId = check["lines"]![0]!.Text("orderLineId"), rating } };
        service.Clock.Advance(Duration.FromDays(8));
        await shop.Client.PostAsync($"/v1/follow-ups/{check.Text("id")}/complete", new { outcome = "answered", answers }).JsonAsync();
        await shop.DispatchAsync();
    }

    private static Task<JsonNode> QualityAsync(Shop shop) => shop.Client.GetAsync($"/v1/products/~sku:{BadTea.Sku}/quality").JsonAsync();

    private static Dictionary<string, object> Told(string order) => Sample.Order(order, $"c-{order}", Shop.Text(TestService.Start - Duration.FromMinutes(10)))
        .With("lines", new[] { new { sku = BadTea.Sku, quantity = 1, unitPrice = new { amount = "129.00", currency = "CNY" }, batch = BadTea.Batch } });

    private static (int, decimal?, int, int, int) Counts(JsonNode q) => (
        q["answers"]!.GetValue<int>(), q["mean"]?.GetValue<decimal>(), q["sound"]!.GetValue<int>(), q["defects"]!.GetValue<int>(), q["affectedCustomers"]!.GetValue<int>());
}
