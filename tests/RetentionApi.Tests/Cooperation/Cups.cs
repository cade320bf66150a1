using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Cooperation;

/// <summary>A shop with cups to choose from.</summary>
internal static class Cups
{
    public static async Task OfferAsync(this Shop shop, params (string Sku, string Price, int Stock)[] cups)
    {
        foreach (var (sku, price, stock) in cups)
            await shop.Client.PostAsync("/v1/products", new { sku, name = $"Cup {sku}", category = "cups", stock, price = new { amount = price, currency = "CNY" } })
                .JsonAsync(HttpStatusCode.Created);
    }

    public static Task OfferAsync(this Shop shop) => shop.OfferAsync(("A", "30.00", 5), ("B", "20.00", 5), ("C", "10.00", 5), ("D", "5.00", 0));

    public static Task<JsonNode> RecommendAsync(this Shop shop, Guid customer) => shop.Client.GetAsync($"/v1/customers/{customer}/recommendations?category=cups").JsonAsync();

    /// <summary>Of a customer who bought one and had it for a week.</summary>
    public static async Task<Guid> RateAsync(this Shop shop, string order, string sku, int rating)
    {
        var customer = await shop.DeliverAsync(order, o => o.With("lines", new[] { Sample.Line(sku, 1, "20.00") }));
        var check = await shop.FollowUpAsync(customer, "qualityCheck");
        var line = check["lines"]![0]!.Text("orderLineId");
        await shop.PassAsync(NodaTime.Duration.FromDays(7));
        await shop.Client.PostAsync($"/v1/follow-ups/{check.Text("id")}/complete", new { outcome = "answered", answers = new[] { new { orderLineId = line, rating } } }).JsonAsync();
        await shop.DispatchAsync();
        return customer;
    }

    public static Task<HttpResponseMessage> SayAsync(this Shop shop, Guid customer, params string[] values) =>
        shop.Client.PutAsync($"/v1/customers/{customer}/value-profile", JsonContent.Create(new { values }));

    public static Task<HttpResponseMessage> ObjectAsync(this Shop shop, Guid customer, bool profiling = false, bool restriction = false) =>
        shop.Client.PutAsync($"/v1/customers/{customer}/objections", JsonContent.Create(new { profiling, marketing = false, restriction }));
}
