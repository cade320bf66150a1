using System.Diagnostics;
using System.Net;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Relationships;

/// <summary>The dispatcher as it runs in the service.</summary>
public sealed class LiveDispatcherTests(TestDatabaseServer server) : IAsyncLifetime
{
    private readonly TestService service = new(server) { IsDispatching = true };

    public ValueTask InitializeAsync() => service.InitializeAsync();

    public ValueTask DisposeAsync() => service.DisposeAsync();

    [Fact]
    public async Task A_fact_is_seen_in_the_standing_without_anybody_asking()
    {
        var shop = await service.NewMerchantAsync();
        await shop.Client.PostAsync("/v1/orders", Sample.Order("o-1", placedAt: "2026-02-01T10:00:00+08:00")).JsonAsync(HttpStatusCode.Created);

        await shop.Client.PostAsync("/v1/orders", Sample.Order("o-2")).JsonAsync(HttpStatusCode.Created);

        var waited = Stopwatch.StartNew();
        while (waited.Elapsed < TimeSpan.FromSeconds(20) && await StageAsync(shop) == "contact")
            await Task.Yield();
        (await StageAsync(shop)).Should().Be("sharing");
    }

    private static async Task<string> StageAsync(TestMerchant shop) =>
        (await shop.Client.GetAsync("/v1/customers/~shop:c-1").JsonAsync())["customer"]!["standing"]!["trust"]!.Text("stage");
}
