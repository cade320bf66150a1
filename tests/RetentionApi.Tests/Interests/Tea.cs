using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Interests;

/// <summary>The tea that customers wait for, and how they say so.</summary>
internal static class Tea
{
    public const string Sku = "TEA-1";

    public static Task SellAsync(this Shop shop, int? stock = 0, string price = "129.00") => shop.Client.PostAsync(
        "/v1/products", new { sku = Sku, name = "龙井", category = "tea", stock, price = new { amount = price, currency = "CNY" } }).JsonAsync(HttpStatusCode.Created);

    public static async Task StockAsync(this Shop shop, int stock)
    {
        await shop.Client.PutAsync($"/v1/products/~sku:{Sku}/stock", JsonContent.Create(new { stock })).JsonAsync();
        await shop.DispatchAsync();
    }

    public static Task<HttpResponseMessage> AskAsync(this HttpClient client, object customer, object? body = null) =>
        client.PutAsync($"/v1/customers/{customer}/interests", JsonContent.Create(body ?? new { productSku = Sku, kind = "backInStock" }));

    public static async Task<JsonNode> AskAsync(this Shop shop, Guid customer, string? priceBelow = null)
    {
        object? body = priceBelow is null ? null : new { productSku = Sku, kind = "priceBelow", price = new { amount = priceBelow, currency = "CNY" } };
        var asked = await shop.Client.AskAsync(customer, body).JsonAsync(HttpStatusCode.Created);
        await shop.DispatchAsync();
        return asked;
    }

    public static async Task<JsonNode> InterestAsync(this Shop shop, Guid customer) =>
        (await shop.Client.GetAsync($"/v1/customers/{customer}/interests").JsonAsync())["items"]!.AsArray().First()!;

    /// <summary>With an address to write to.</summary>
    public static Task<Guid> VisitorAsync(this Shop shop, string externalId) => shop.ReportAsync(externalId, new() { ["email"] = $"{externalId}@example.com", ["language"] = "en" });
}
