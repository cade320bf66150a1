using System.Net;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Orders;

/// <summary>Reports that meet.</summary>
public sealed class OrderRaceTests(TestService service) : IClassFixture<TestService>
{
    [Fact]
    public async Task What_a_version_told_that_was_stored_meanwhile_does_not_outlive_the_newest()
    {
        var shop = await service.NewMerchantAsync();
        var order = Sample.Order("o-1").With("updatedAt", "2026-03-01T12:00:00Z");
        await shop.Client.PostAsync("/v1/orders", order).JsonAsync(HttpStatusCode.Created);
        await using var orders = await HeldTable.HoldAsync(service.Database, "orders");

        var newest = shop.Client.PostAsync("/v1/orders", order.With("updatedAt", "2026-03-01T14:00:00Z"));
        await orders.UntilWaitedForAsync();
        await orders.WriteAsync($"""
            UPDATE orders SET source_updated_at = '2026-03-01T13:00:00Z' WHERE merchant_id = '{shop.Id}';
            INSERT INTO order_lines (merchant_id, order_id, number, id, product_id, sku, quantity, unit_price)
            SELECT merchant_id, order_id, 9, gen_random_uuid(), product_id, sku, quantity, unit_price FROM order_lines WHERE merchant_id = '{shop.Id}' AND number = 1
            """);
        await orders.ReleaseAsync();

        var told = await newest.JsonAsync();
        told["lines"]!.AsArray().Select(l => l!["number"]!.GetValue<int>()).Should().NotContain(9);
        (await shop.Client.GetAsync("/v1/orders/~shop:o-1").JsonAsync()).ToJsonString().Should().Be(told.ToJsonString());
    }

    [Fact]
    public async Task Guests_with_one_new_address_are_one_customer()
    {
        var shop = await service.NewMerchantAsync();

        var orders = await Task.WhenAll(Enumerable.Range(0, 20).Select(i =>
            shop.Client.PostAsync("/v1/orders", Sample.Order($"o-{i}").With("customer", new { name = "Ann", email = "ann@example.com" })).JsonAsync(HttpStatusCode.Created)));

        orders.Select(o => o.Text("customerId")).Distinct().Should().ContainSingle();
    }
}
