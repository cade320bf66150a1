using System.Net;
using RetentionApi.Tests.Imports;
using RetentionApi.Tests.Risk;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Orders;

/// <summary>Whose an order is, as its versions come.</summary>
public sealed class OrderOwnerTests(TestService service) : IClassFixture<TestService>
{
    [Fact]
    public async Task A_newer_version_that_names_nobody_leaves_the_order_with_its_customer()
    {
        var shop = await service.NewMerchantAsync();
        var order = Sample.Order("o-1");
        var first = await shop.Client.PostAsync("/v1/orders", order).JsonAsync(HttpStatusCode.Created);
        await service.DispatchAsync(shop);
        var before = await OrderDaysAsync(shop, "c-1");

        order.Remove("customer");
        var newer = await shop.Client.PostAsync("/v1/orders", order.With("status", "cancelled").With("updatedAt", "2026-03-02T01:00:00Z")).JsonAsync();
        await service.DispatchAsync(shop);

        newer.Text("customerId").Should().Be(first.Text("customerId"));
        (await shop.Client.GetAsync("/v1/orders/~shop:o-1").JsonAsync()).ToJsonString().Should().Be(newer.ToJsonString());
        (before, await OrderDaysAsync(shop, "c-1")).Should().Be((1, 0));
    }

    [Fact]
    public async Task Who_loses_an_order_to_another_is_derived_anew_and_so_is_who_gets_it()
    {
        var shop = await service.NewMerchantAsync();
        await shop.Client.PostAsync("/v1/products", new { sku = "KETTLE", name = "Kettle", warrantyDays = 365 }).JsonAsync(HttpStatusCode.Created);
        await shop.Client.PostAsync("/v1/customers", new { source = "shop", externalId = "c-1" }).JsonAsync(HttpStatusCode.Created);
        var order = Sample.Order("g-1");
        var guest = (await shop.Client.PostAsync("/v1/orders", order.With("customer", new { source = "pos", externalId = "guest" })).JsonAsync(HttpStatusCode.Created)).Text("customerId");
        await service.DispatchAsync(shop);
        var before = await OrderDaysAsync(shop, "guest");

        await shop.Client.PostAsync("/v1/orders", order.With("updatedAt", "2026-03-02T01:00:00Z")).JsonAsync();
        await service.DispatchAsync(shop);

        before.Should().Be(1);
        (await OrderDaysAsync(shop, "guest"), await OrderDaysAsync(shop, "c-1")).Should().Be((0, 1));
        (await WarrantiesAsync(shop)).Should().BeEquivalentTo("guest cancelled", "c-1 scheduled");
        (await shop.Client.GetAsync($"/v1/customers/{guest}").JsonAsync())["customer"]!["standing"]!.ToJsonString().Should().NotContain("597");
    }

    [Fact]
    public async Task What_the_timeline_tells_of_an_order_goes_to_whose_it_is_now()
    {
        var shop = await service.NewMerchantAsync();
        var order = Sample.Order("o-1");
        await shop.Client.PostAsync("/v1/orders", order).JsonAsync(HttpStatusCode.Created);
        await shop.Client.PostAsync("/v1/orders/~shop:o-1/deliveries", new { deliveredAt = "2026-03-01T12:00:00Z" }).JsonAsync(HttpStatusCode.Created);
        await shop.Client.PostAsync("/v1/orders/~shop:o-1/returns", new
        {
            externalId = "r-1",
            reason = "fault",
            returnedAt = "2026-03-01T18:00:00Z",
            lines = new[] { new { lineNumber = 2, quantity = 1 } },
        }).JsonAsync(HttpStatusCode.Created);
        var before = await OrderEntriesAsync(shop, "c-1");

        await shop.Client.PostAsync("/v1/orders", order.With("customer", new { source = "shop", externalId = "c-2" }).With("updatedAt", "2026-03-02T01:00:00Z")).JsonAsync();

        before.Should().Equal("returned", "delivered", "orderPlaced");
        (await OrderEntriesAsync(shop, "c-1")).Should().BeEmpty();
        (await OrderEntriesAsync(shop, "c-2")).Should().Equal(before);
    }

    [Fact]
    public async Task An_imported_version_that_names_nobody_leaves_the_order_with_its_customer()
    {
        var shop = await service.NewMerchantAsync();
        const string Query = "kind=orders&defaults=source:shop", Columns = "order_id,placed_at,customer_id,total,status\n";
        await service.ImportAsync(shop, Query, $"{Columns}A1,2026-01-05 10:00:00,c-1,30,placed\n");
        await service.DispatchAsync(shop);
        var before = await OrderDaysAsync(shop, "c-1");

        await service.ImportAsync(shop, Query, $"{Columns}A1,2026-01-05 11:00:00,,30,cancelled\n");
        await service.DispatchAsync(shop);

        (before, await OrderDaysAsync(shop, "c-1")).Should().Be((1, 0));
    }

    [Fact]
    public async Task Who_loses_an_order_by_an_import_is_derived_anew()
    {
        var shop = await service.NewMerchantAsync();
        const string Query = "kind=orders&defaults=source:shop", Columns = "order_id,placed_at,customer_id,total\n";
        await service.ImportAsync(shop, Query, $"{Columns}A1,2026-01-05 10:00:00,c-1,30\n");
        await service.DispatchAsync(shop);

        await service.ImportAsync(shop, Query, $"{Columns}A1,2026-01-05 11:00:00,c-2,30\n");
        await service.DispatchAsync(shop);

        (await OrderDaysAsync(shop, "c-1"), await OrderDaysAsync(shop, "c-2")).Should().Be((0, 1));
        (await OrderEntriesAsync(shop, "c-1")).Should().BeEmpty();
        (await OrderEntriesAsync(shop, "c-2")).Should().Contain("orderPlaced");
    }

    /// <returns>What the timeline tells of orders, the newest first.</returns>
    private static async Task<string[]> OrderEntriesAsync(TestMerchant shop, string externalId) =>
        [.. (await shop.Client.AllPagesAsync($"/v1/customers/~shop:{externalId}/timeline", 50)).Select(e => e.Text("kind")).Where(kind => kind is "orderPlaced" or "delivered" or "returned")];

    private Task<int> OrderDaysAsync(TestMerchant shop, string externalId) => service.OneAsync<int>(
        shop, $"SELECT order_days FROM customer_standings WHERE merchant_id = $1 AND customer_id = (SELECT customer_id FROM customer_identities WHERE merchant_id = $1 AND external_id = '{externalId}')");

    private Task<string[]> WarrantiesAsync(TestMerchant shop) => service.OneAsync<string[]>(
        shop, "SELECT array_agg(i.external_id || ' ' || f.status) FROM follow_ups f JOIN customer_identities i USING (merchant_id, customer_id) WHERE f.merchant_id = $1 AND f.kind = 'warranty'");
}
