using System.Net;
using RetentionApi.Tests.Imports;
using RetentionApi.Tests.Risk;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Orders;

/// <summary>What an order counts as, in money and at all.</summary>
public sealed class SpendTests(TestService service) : IClassFixture<TestService>
{
    private const string Spend = "SELECT sum(spend) FROM customer_standings WHERE merchant_id = $1", Days = "SELECT COALESCE(sum(orders), 0)::int FROM order_days WHERE merchant_id = $1";

    [Fact]
    public async Task The_total_that_is_told_is_the_spend()
    {
        var shop = await service.NewMerchantAsync();

        await shop.Client.PostAsync("/v1/orders", Sample.Order("o-1").With("total", new { amount = "600.00", currency = "CNY" })).JsonAsync(HttpStatusCode.Created);
        await service.DispatchAsync(shop);

        (await service.OneAsync<decimal>(shop, Spend)).Should().Be(600);
        (await service.OneAsync<decimal>(shop, "SELECT spend FROM order_days WHERE merchant_id = $1")).Should().Be(600);
    }

    [Fact]
    public async Task Orders_imported_as_a_whole_are_spent_too()
    {
        var shop = await service.NewMerchantAsync();

        await service.ImportAsync(shop, "kind=orders&defaults=source:shop", "order_id,placed_at,customer_id,total\nA1,2026-01-05 10:00:00,c-1,30\nA2,2026-01-06 10:00:00,c-1,12.5\n");
        await service.DispatchAsync(shop);

        (await service.OneAsync<decimal>(shop, Spend)).Should().Be(42.5m);
    }

    [Fact]
    public async Task An_order_whose_money_went_back_whole_does_not_count()
    {
        var shop = await service.NewMerchantAsync();
        await shop.Client.PostAsync("/v1/orders", Sample.Order("o-1")).JsonAsync(HttpStatusCode.Created);
        await service.DispatchAsync(shop);
        var before = await service.OneAsync<int>(shop, Days);
        var back = new { externalId = "r-1", reason = "unknown", returnedAt = "2026-03-02T09:00:00+08:00", lines = Array.Empty<object>(), refund = new { amount = "657.00", currency = "CNY" } };

        await shop.Client.PostAsync("/v1/orders/~shop:o-1/returns", back).JsonAsync(HttpStatusCode.Created);
        await service.DispatchAsync(shop);

        (before, await service.OneAsync<int>(shop, Days)).Should().Be((1, 0));
    }

    [Fact]
    public async Task Goods_that_an_imported_credit_note_takes_back_leave_the_order_counting()
    {
        var shop = await service.NewMerchantAsync();

        await service.ImportAsync(shop, "kind=order-lines&defaults=source:shop", $"{ImportFiles.OrderLines}C1,2026-01-08 10:00:00,c1,TEA,,-3,10.00\n");
        await service.DispatchAsync(shop);

        (await service.OneAsync<int>(shop, Days)).Should().Be(2);
    }
}
