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
}
