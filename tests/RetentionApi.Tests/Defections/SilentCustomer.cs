using System.Net;
using System.Text.Json.Nodes;
using NodaTime;
using NodaTime.Text;
using RetentionApi.Tests.Risk;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Defections;

/// <summary>A weekly buyer of a shop with a model, who ordered yesterday for the last time.</summary>
internal sealed record SilentCustomer(TestService Service, Shop Shop, Guid Id)
{
    private static readonly DateTimeZone Shanghai = DateTimeZoneProviders.Tzdb["Asia/Shanghai"];

    private static readonly LocalDate Yesterday = new(2026, 3, 1);

    public static async Task<SilentCustomer> OfAsync(TestService service)
    {
        var shop = await Shop.OpenAsync(service);
        await service.AddBuyersAsync(shop.Merchant, Buyers.Simulated(200, Yesterday));
        await service.FitAsync(shop.Merchant, new { });
        for (var week = 9; week >= 0; week--)
            await shop.Client.PostAsync("/v1/orders", Sample.Order($"m-{week}", "m-1", $"{Yesterday.PlusDays(-7 * week):uuuu-MM-dd}T10:00:00+08:00")).JsonAsync(HttpStatusCode.Created);
        await shop.DispatchAsync();
        var customer = Guid.Parse((await shop.Client.GetAsync("/v1/customers/~shop:m-1").JsonAsync())["customer"]!.Text("id"));
        await shop.AllowAsync(customer);
        return new SilentCustomer(service, shop, customer);
    }

    /// <summary>At noon of the day on which they are lost, after the daily job.</summary>
    public async Task<LocalDate> BecomeLostAsync(int daysLater = 0)
    {
        var on = LocalDatePattern.Iso.Parse(await Service.OneAsync<string>(Shop.Merchant, $"SELECT lost_on::text FROM customer_standings WHERE merchant_id = $1 AND customer_id = '{Id}'")).GetValueOrThrow();
        Service.Clock.Reset(on.PlusDays(daysLater).At(new LocalTime(12, 0)).InZoneStrictly(Shanghai).ToInstant());
        await Service.CrossAsync(Shop.Merchant);
        await Shop.DispatchAsync();
        return on;
    }

    public async Task<JsonNode> OrderAsync(string order, Func<Dictionary<string, object>, Dictionary<string, object>>? with = null)
    {
        var body = Sample.Order(order, "m-1", Shop.Text(Service.Clock.GetCurrentInstant() - Duration.FromMinutes(1)));
        using var response = await Shop.Client.PostAsync("/v1/orders", with?.Invoke(body) ?? body);
        response.IsSuccessStatusCode.Should().BeTrue();
        await Shop.DispatchAsync();
        return await LineAsync();
    }

    /// <summary>Their only line.</summary>
    public async Task<JsonNode> LineAsync() => (await Shop.Client.GetAsync($"/v1/defections?customerId={Id}").JsonAsync())["items"]!.AsArray().Single()!;
}
