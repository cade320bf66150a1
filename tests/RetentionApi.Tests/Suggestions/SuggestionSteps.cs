using System.Net;
using System.Text.Json.Nodes;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Suggestions;

/// <summary>What customers suggest, and the shop does about it.</summary>
internal static class SuggestionSteps
{
    public const string Address = "/v1/suggestions";

    /// <summary>A shop where somebody has just wished for larger packs.</summary>
    public static async Task<(Shop Shop, Guid Customer, JsonNode Suggestion)> SuggestedAsync(this TestService service)
    {
        var shop = await Shop.OpenAsync(service);
        var customer = await shop.SuggesterAsync("c-1");
        return (shop, customer, await shop.SuggestAsync(customer, "Larger packs"));
    }

    /// <summary>A second customer asks for the same.</summary>
    public static async Task<Guid> JoinAsync(this Shop shop, JsonNode suggestion)
    {
        var customer = await shop.SuggesterAsync("c-2");
        await shop.ActAsync(suggestion, "voices", new { customerId = customer });
        return customer;
    }

    public static Task<JsonNode> ActAsync(this Shop shop, JsonNode suggestion, string action, object body) => shop.Client.PostAsync($"{Address}/{suggestion.Text("id")}/{action}", body).JsonAsync();

    public static async Task<JsonNode> SuggestAsync(this Shop shop, Guid customerId, string text)
    {
        var made = await shop.Client.PostAsync(Address, new { customerId, text }).JsonAsync(HttpStatusCode.Created);
        await shop.DispatchAsync();
        return made;
    }

    public static async Task<List<string>> EvidenceOfAsync(this Shop shop, Guid customer) =>
        [.. (await shop.QueryAsync($"SELECT kind FROM evidence WHERE merchant_id = '{shop.Merchant.Id}' AND customer_id = '{customer}'")).Select(r => (string)r[0]!)];

    public static Task<Guid> SuggesterAsync(this Shop shop, string externalId) => shop.ReportAsync(externalId, new() { ["email"] = $"{externalId}@example.com", ["language"] = "en" });
}
