using System.Net;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Orders;

public sealed class ReturnTests(TestService service) : IClassFixture<TestService>
{
    [Fact]
    public async Task Of_ten_returns_at_once_no_more_is_taken_than_was_ordered()
    {
        var shop = await ShopAsync("a");

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => ReturnAsync(shop, "a", $"r-{i}", quantity: 2)));

        answers.Count(a => a.StatusCode == HttpStatusCode.Created).Should().Be(1);
        answers.Count(a => a.StatusCode == HttpStatusCode.UnprocessableEntity).Should().Be(9);
        (await shop.Client.GetAsync("/v1/orders/~shop:a").JsonAsync())["returns"]!.AsArray().Should().ContainSingle();
    }

    [Fact]
    public async Task An_id_of_another_orders_return_is_refused()
    {
        var shop = await ShopAsync("a", "b");
        await ReturnAsync(shop, "a", "r-1").JsonAsync(HttpStatusCode.Created);

        (await ReturnAsync(shop, "b", "r-1").ProblemCodeAsync(HttpStatusCode.Conflict)).Should().Be("return.of_another_order");
    }

    [Fact]
    public async Task Told_again_it_is_the_same_return()
    {
        var shop = await ShopAsync("a");
        var first = await ReturnAsync(shop, "a", "r-1", key: "k").JsonAsync(HttpStatusCode.Created);

        var again = await ReturnAsync(shop, "a", "r-1").JsonAsync();
        using var replayed = await ReturnAsync(shop, "a", "r-1", key: "k");

        again.ToJsonString().Should().Be(first.ToJsonString());
        (await Task.FromResult(replayed).JsonAsync(HttpStatusCode.Created)).ToJsonString().Should().Be(first.ToJsonString());
        replayed.Headers.GetValues("Idempotent-Replayed").Should().Equal("true");
    }

    [Fact]
    public async Task Of_a_line_that_was_not_ordered_it_is_refused()
    {
        var shop = await ShopAsync("a");

        (await ReturnAsync(shop, "a", "r-1", line: 9).ProblemCodeAsync(HttpStatusCode.UnprocessableEntity)).Should().Be("order.line_unknown");
    }

    [Fact]
    public async Task An_order_that_is_not_there_or_another_merchants_takes_no_returns()
    {
        var (shop, other) = (await ShopAsync("a"), await service.NewMerchantAsync());

        (await ReturnAsync(shop, "nowhere", "r-1").ProblemCodeAsync(HttpStatusCode.NotFound)).Should().Be("order.not_found");
        (await ReturnAsync(other, "a", "r-1").ProblemCodeAsync(HttpStatusCode.NotFound)).Should().Be("order.not_found");
        (await shop.Client.GetAsync("/v1/orders/~shop:a").JsonAsync())["returns"]!.AsArray().Should().BeEmpty();
    }

    private async Task<TestMerchant> ShopAsync(params string[] orders)
    {
        var shop = await service.NewMerchantAsync();
        foreach (var order in orders)
            await shop.Client.PostAsync("/v1/orders", Sample.Order(order)).JsonAsync(HttpStatusCode.Created);
        return shop;
    }

    private static Task<HttpResponseMessage> ReturnAsync(TestMerchant shop, string order, string externalId, int line = 1, int quantity = 1, string? key = null) =>
        shop.Client.PostAsync($"/v1/orders/~shop:{order}/returns",
            new { externalId, reason = "fault", returnedAt = "2026-03-02T09:00:00+08:00", lines = new[] { new { lineNumber = line, quantity } } }, key);
}
