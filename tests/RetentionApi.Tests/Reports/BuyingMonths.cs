using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Reports;

/// <summary>A small shop from October to February, and how its months are read.</summary>
internal static class BuyingMonths
{
    /// <summary>e and d left in January, and e came back; b ordered half an hour before and ten minutes after February began in Shanghai; c was brought by a.</summary>
    public static async Task<ReportShop> BuyingShopAsync(this TestService service)
    {
        var shop = await ReportShop.OpenAsync(service);
        await shop.OrderAsync("d-1", "d", "2025-10-10T10:00:00+08:00", "60.00");
        await shop.OrderAsync("e-1", "e", "2025-11-20T10:00:00+08:00", "90.00");
        await shop.TellAsync("e", "2026-01-20T10:00:00+08:00", "price");
        await shop.TellAsync("d", "2026-01-25T10:00:00+08:00", "moved");
        await shop.OrderAsync("e-2", "e", "2026-02-12T10:00:00+08:00", "400.00");
        foreach (var (order, placedAt, amount) in new[] { ("a-1", "2025-12-10", "100.00"), ("a-2", "2026-01-15", "100.00"), ("a-3", "2026-02-10", "100.00"), ("a-4", "2026-02-11", "300.00") })
            await shop.OrderAsync(order, "a", $"{placedAt}T10:00:00+08:00", amount);
        await shop.OrderAsync("b-1", "b", "2026-01-31T15:30:00Z", "80.00");
        await shop.OrderAsync("b-2", "b", "2026-01-31T16:10:00Z", "200.00");
        await shop.Shop.ReportAsync("c");
        await shop.Client.PostAsync("/v1/referrals", new { source = "shop", externalId = "r-1", referrer = "~shop:a", referred = "~shop:c", occurredAt = "2026-02-04T10:00:00+08:00" })
            .JsonAsync(HttpStatusCode.Created);
        await shop.OrderAsync("c-1", "c", "2026-02-05T10:00:00+08:00", "300.00");
        await shop.OrderAsync("c-2", "c", "2026-02-06T10:00:00+08:00", "30.00", "USD");
        await shop.OrderAsync("f-1", "f", "2026-02-20T10:00:00+08:00", "500.00");
        await AnonymousAsync(shop);
        return shop;
    }

    /// <summary>One that counts, one in dollars, and two that do not count: cancelled, and paid back.</summary>
    private static async Task AnonymousAsync(ReportShop shop)
    {
        const string On = "2026-02-07T10:00:00+08:00";
        await shop.OrderAsync("n-1", null, On, "50.00");
        await shop.OrderAsync("n-2", null, On, "9.00", "USD");
        await shop.OrderAsync("n-3", null, On, "70.00", with: body => body.With("status", "cancelled"));
        await shop.OrderAsync("n-4", null, On, "80.00");
        await shop.Client.PostAsync("/v1/orders/~shop:n-4/returns", new
        {
            externalId = "r-4",
            reason = "changedMind",
            returnedAt = "2026-02-08T10:00:00+08:00",
            refund = new { amount = "80.00", currency = "CNY" },
            lines = new[] { new { lineNumber = 1, quantity = 1 } },
        }).JsonAsync(HttpStatusCode.Created);
    }

    public static JsonNode Month(JsonNode report, string month) => report["months"]!.AsArray().Single(m => m!.Text("month") == month)!;

    public static decimal[] Numbers(JsonNode month, params string[] members) => [.. members.Select(member => month[member]!.GetValue<decimal>())];

    public static decimal Amount(JsonNode month, string member) => decimal.Parse(month[member]!.Text("amount"), CultureInfo.InvariantCulture);

    public static string Ordered(JsonNode cohort) => string.Join(' ', cohort["months"]!.AsArray().Select(m => m!["customers"]));

    public static List<(string Name, long Customers, long Orders, decimal Revenue)> Sources(JsonNode month) =>
        [.. new[] { "kept", "new", "referred", "wonBack" }.Select(name => (name, month[name]!["customers"]!.GetValue<long>(), month[name]!["orders"]!.GetValue<long>(), Amount(month[name]!, "revenue")))];
}
