using System.Net;
using System.Text.Json.Nodes;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Orders;

public sealed class ChangeDeliveryTests(TestService service) : IClassFixture<TestService>
{
    [Fact]
    public async Task A_corrected_day_of_delivery_is_what_the_order_and_the_timeline_show()
    {
        var shop = await service.NewMerchantAsync();
        var order = await OrderAsync(shop);
        var delivery = $"/v1/orders/{order.Text("id")}/deliveries/{order["deliveries"]![0]!.Text("id")}";

        var changed = await shop.Client.PatchAsync(delivery, new { deliveredAt = "2026-02-27T02:00:00Z" }, "\"1\"").JsonAsync();

        changed.Text("promisedAt").Should().Be("2026-02-28T10:00:00Z");
        (await shop.Client.GetAsync("/v1/orders/~pos:o-1").JsonAsync())["deliveries"]![0]!.Text("deliveredAt").Should().Be("2026-02-27T02:00:00Z");
        var timeline = await shop.Client.AllPagesAsync($"/v1/customers/{order.Text("customerId")}/timeline?kind=delivered", 10);
        timeline.Single().Text("occurredAt").Should().Be("2026-02-27T02:00:00Z");
    }

    [Fact]
    public async Task It_is_refused_without_the_version_with_an_old_one_or_in_the_future()
    {
        var shop = await service.NewMerchantAsync();
        var order = await OrderAsync(shop);
        var delivery = $"/v1/orders/{order.Text("id")}/deliveries/{order["deliveries"]![0]!.Text("id")}";

        (await shop.Client.PatchAsync(delivery, new { promisedAt = "2026-03-01T00:00:00Z" }, null).ProblemCodeAsync(HttpStatusCode.PreconditionRequired)).Should().Be("request.if_match_missing");
        (await shop.Client.PatchAsync(delivery, new { promisedAt = "2026-03-01T00:00:00Z" }, "\"7\"").ProblemCodeAsync(HttpStatusCode.PreconditionFailed)).Should().Be("request.stale");
        (await shop.Client.PatchAsync(delivery, new { deliveredAt = "2027-03-01T00:00:00Z" }, "*").ProblemCodeAsync(HttpStatusCode.UnprocessableEntity)).Should().Be("delivery.in_future");
    }

    [Fact]
    public async Task Another_merchants_delivery_is_not_there()
    {
        var (mine, theirs) = (await service.NewMerchantAsync(), await service.NewMerchantAsync());
        var order = await OrderAsync(theirs);
        var mineToo = await OrderAsync(mine);
        var delivery = order["deliveries"]![0]!.Text("id");

        (await mine.Client.PatchAsync($"/v1/orders/{order.Text("id")}/deliveries/{delivery}", new { }, "*").ProblemCodeAsync(HttpStatusCode.NotFound)).Should().Be("order.not_found");
        (await mine.Client.PatchAsync($"/v1/orders/{mineToo.Text("id")}/deliveries/{delivery}", new { }, "*").ProblemCodeAsync(HttpStatusCode.NotFound)).Should().Be("delivery.not_found");
    }

    private static Task<JsonNode> OrderAsync(TestMerchant shop) => shop.Client.PostAsync("/v1/orders", new
    {
        source = "pos",
        externalId = "o-1",
        placedAt = "2026-02-26T02:00:00Z",
        currency = "CNY",
        customer = new { source = "pos", externalId = "c-1" },
        lines = new[] { new { sku = "TEA-1", quantity = 1, unitPrice = new { amount = "10.00", currency = "CNY" } } },
        deliveries = new[] { new { promisedAt = "2026-02-28T10:00:00Z", deliveredAt = "2026-02-28T02:00:00Z" } },
    }).JsonAsync(HttpStatusCode.Created);
}
