using System.Net;
using System.Text.Json.Nodes;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Orders;

public sealed class ListOrdersTests(TestService service) : IClassFixture<TestService>
{
    [Fact]
    public async Task Every_order_is_listed_once_while_orders_come()
    {
        var shop = await service.NewMerchantAsync();
        var told = new[] { "a", "b", "c", "d", "e", "f", "g" };
        foreach (var order in told)
            await OrderAsync(shop, order, $"2026-03-01T10:0{(order is "c" ? 3 : order[0] - 'a')}:00Z"); // c and d at once

        var late = 0;
        var listed = await shop.Client.AllPagesAsync("/v1/orders", 2, async () =>
        {
            await OrderAsync(shop, $"newer-{late}", $"2026-03-01T11:0{late}:00Z");
            await OrderAsync(shop, $"older-{late}", $"2026-02-01T11:0{late++}:00Z");
        });

        listed.Select(o => o.Text("externalId")).Where(id => id.Length == 1).Should().BeEquivalentTo(told);
        listed.Select(o => o.Text("id")).Should().OnlyHaveUniqueItems();
        listed.Select(o => o.Text("externalId")).Should().NotContain(id => id.StartsWith("newer"));
    }

    private static Task<JsonNode> OrderAsync(TestMerchant shop, string externalId, string placedAt) =>
        shop.Client.PostAsync("/v1/orders", Sample.Order(externalId, placedAt: placedAt)).JsonAsync(HttpStatusCode.Created);
}
