using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using NodaTime;
using NodaTime.Text;
using RetentionApi.Tests.Imports;
using RetentionApi.Tests.Risk;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Stories;

/// <summary>A shop for tea in Shanghai, with a year of other people's orders to learn from, and one person who looks after its customers.</summary>
internal sealed class TeaShop
{
    public const string Tea = "TEA-LJ", SmallPack = "TEA-LJ-50", Kettle = "KETTLE-E", Teas = "茶叶";

    private static readonly LocalDateTimePattern Local = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm");

    /// <summary>Before the story begins.</summary>
    private static readonly LocalDate Yesterday = new(2026, 3, 1);

    private static readonly DateTimeZone Shanghai = DateTimeZoneProviders.Tzdb["Asia/Shanghai"];

    private readonly TestService service;
    private readonly Shop shop;

    private TeaShop(TestService service, Shop shop, string owner) => (this.service, this.shop, Owner) = (service, shop, owner);

    public Shop Shop => shop;

    public HttpClient Client => shop.Client;

    /// <summary>The id of who looks after customers.</summary>
    public string Owner { get; }

    public Browser Browser => new(service, "zh-CN");

    public string Now => Shop.Text(service.Clock.GetCurrentInstant());

    public static async Task<TeaShop> OpenAsync(TestService service)
    {
        var shop = await Shop.OpenAsync(service);
        foreach (var (sku, name, category, price) in new[]
        {
            (Tea, "明前西湖龙井 250 克", Teas, "298.00"), ("TEA-TGY", "安溪铁观音 250 克", Teas, "168.00"), ("TEA-ML", "横县茉莉花茶 250 克", Teas, "88.00"), (Kettle, "恒温电热水壶", "水壶", "399.00"),
        })
            await shop.Client.PostAsync("/v1/products", new { sku, name, category, price = new { amount = price, currency = "CNY" } }).JsonAsync(HttpStatusCode.Created);
        var owner = await shop.Client.PostAsync("/v1/staff", new { name = "李雷" }).JsonAsync(HttpStatusCode.Created);
        var imported = await service.ImportAsync(shop.Merchant, "kind=order-lines&format=csv&defaults=source:other,currency:CNY", OrdersOfOthers());
        imported.Text("status").Should().Be("succeeded", imported.ToJsonString());
        await shop.DispatchAsync();
        await service.FitAsync(shop.Merchant, new { });
        return new TeaShop(service, shop, owner.Text("id"));
    }

    public static string At(string local) => Shop.Text(InstantOf(local));

    /// <summary>Time passes until then, by the clock of the shop. What comes due meanwhile for this customer is done in its time; what time causes by itself is done then.</summary>
    public async Task UntilAsync(string local, Guid? customer = null)
    {
        var until = InstantOf(local);
        while (customer is { } id && await NextDueAsync(id) is { } next && next <= until)
        {
            service.Clock.Reset(next);
            await WorkAsync();
        }

        service.Clock.Reset(until);
        await WorkAsync();
    }

    /// <summary>What the background does in a minute.</summary>
    public async Task WorkAsync()
    {
        foreach (var jobs in new string[][] { ["missed-follow-ups", "level-changes", "risk-crossings"], ["due-follow-ups", "due-notices"], [] })
        {
            await shop.DispatchAsync();
            foreach (var job in jobs)
                await shop.RunAsync(job);
        }
    }

    public Task<JsonNode> GetAsync(string path) => Client.GetAsync(path).JsonAsync();

    public async Task<JsonNode> DoAsync(string path, object body)
    {
        using var response = await Client.PostAsync(path, body);
        var text = await response.Content.ReadAsStringAsync();
        response.IsSuccessStatusCode.Should().BeTrue($"{path}: {text}");
        await shop.DispatchAsync();
        return JsonNode.Parse(text)!;
    }

    /// <summary>Every month closes with what the next opens with, and one customer came back.</summary>
    public async Task LedgerBalancesAsync(string from, string to, string wonBackIn)
    {
        await shop.RunAsync("month-counts");
        var months = (await GetAsync($"/v1/reports/defections?from={from}&to={to}"))["months"]!.AsArray().Select(m => m!).ToList();
        long Of(JsonNode month, string member) => month[member]!.GetValue<long>();
        months.Select(m => Of(m, "opening") + Of(m, "new") + Of(m, "wonBack") - Of(m, "lost")).Should().Equal(months.Select(m => Of(m, "closing")));
        months.Skip(1).Select(m => Of(m, "opening")).Should().Equal(months.SkipLast(1).Select(m => Of(m, "closing")));
        months.Where(m => Of(m, "wonBack") > 0).Select(m => (m.Text("month"), Of(m, "wonBack"))).Should().Equal((wonBackIn, 1));
    }

    /// <summary>Two years of two hundred customers who buy every few months, and leave after one order in four.</summary>
    private static string OrdersOfOthers()
    {
        var random = new Random(1);
        var file = new StringBuilder("order_id,placed_at,customer_id,sku,quantity,unit_price\n");
        for (var customer = 1; customer <= 200; customer++)
        {
            var day = Yesterday.PlusDays(-random.Next(730));
            do
            {
                file.Append(CultureInfo.InvariantCulture, $"o-{customer}-{day:uuuuMMdd},{day:uuuu-MM-dd} 12:00:00,c-{customer},TEA-ML,1,88.00\n");
                day = day.PlusDays(20 + random.Next(100));
            }
            while (day <= Yesterday && random.NextDouble() > 0.25);
        }

        return file.ToString();
    }

    private async Task<Instant?> NextDueAsync(Guid customer)
    {
        var scheduled = await shop.FollowUpsAsync($"?status=scheduled&customerId={customer}");
        return scheduled.Select(f => InstantPattern.ExtendedIso.Parse(f.Text("dueAt")).Value).Where(at => at > service.Clock.GetCurrentInstant()).Order().Cast<Instant?>().FirstOrDefault();
    }

    private static Instant InstantOf(string local) => Local.Parse(local).Value.InZoneStrictly(Shanghai).ToInstant();
}
