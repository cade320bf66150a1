using System.Net;
using System.Text;
using NodaTime;
using RetentionApi.Tests.Risk;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Platform.Paging;

/// <summary>Lists below another resource count as the others do.</summary>
public sealed class TotalTests(TestService service) : IClassFixture<TestService>
{
    [Fact]
    public async Task A_timeline_is_counted_by_its_filters()
    {
        var shop = await service.NewMerchantAsync();
        await shop.Client.PostAsync("/v1/orders", Sample.Order("o-1")).JsonAsync(HttpStatusCode.Created);
        await shop.Client.PostAsync("/v1/orders", Sample.Order("o-2")).JsonAsync(HttpStatusCode.Created);

        (await TotalAsync(shop, "/v1/customers/~shop:c-1/timeline?kind=orderPlaced")).Should().Be(2);
        (await TotalAsync(shop, "/v1/customers/~shop:c-1/timeline?kind=nothing")).Should().Be(0);
    }

    [Fact]
    public async Task Batches_are_counted()
    {
        var shop = await service.NewMerchantAsync();
        await shop.Client.PostAsync("/v1/products", new { sku = "TEA-1", name = "Tea" }).JsonAsync(HttpStatusCode.Created);
        foreach (var code in new[] { "L-1", "L-2" })
            await shop.Client.PostAsync("/v1/products/~sku:TEA-1/batches", new { code }).JsonAsync(HttpStatusCode.Created);

        (await TotalAsync(shop, "/v1/products/~sku:TEA-1/batches?limit=1")).Should().Be(2);
    }

    [Fact]
    public async Task Refused_lines_are_counted()
    {
        var shop = await service.NewMerchantAsync();
        using var file = new StringContent("customer_id,name\n,Ann\n,Ben\nc-1,Cid\n", Encoding.UTF8, "text/csv");
        var import = await shop.Client.PostAsync(new Uri("/v1/imports?kind=customers&defaults=source:shop", UriKind.Relative), file).JsonAsync(HttpStatusCode.Accepted);
        await service.DoOperationsAsync();

        (await TotalAsync(shop, $"/v1/imports/{import.Text("id")}/rejections?limit=1")).Should().Be(2);
    }

    [Fact]
    public async Task Scores_are_counted()
    {
        service.Clock.Reset(TestService.Start);
        var shop = await service.NewMerchantAsync();
        await service.AddBuyersAsync(shop, Buyers.Simulated(200, new LocalDate(2026, 3, 1)));
        var model = await service.FitAsync(shop, new { });

        (await TotalAsync(shop, $"/v1/churn/models/{model.Text("id")}/scores?limit=1")).Should().Be(200);
    }

    private static async Task<long?> TotalAsync(TestMerchant shop, string list) =>
        (await shop.Client.GetAsync($"{list}{(list.Contains('?', StringComparison.Ordinal) ? '&' : '?')}includeTotal=true").JsonAsync())["total"]?.GetValue<long>();
}
