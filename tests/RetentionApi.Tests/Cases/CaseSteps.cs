using System.Net;
using System.Text.Json.Nodes;
using NodaTime;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Cases;

/// <summary>What customers complain of, and staff do about it.</summary>
internal static class CaseSteps
{
    /// <summary>A shop where somebody has just complained.</summary>
    public static async Task<(Shop Shop, Guid Customer, JsonNode Case)> OpenCaseAsync(this TestService service)
    {
        var shop = await Shop.OpenAsync(service);
        var (customer, opened) = await shop.OpenCaseAsync();
        return (shop, customer, opened);
    }

    public static async Task<(Guid Customer, JsonNode Case)> OpenCaseAsync(this Shop shop)
    {
        var customer = await shop.ReportAsync("c-1");
        return (customer, await shop.PostCaseAsync(customer));
    }

    public static async Task<JsonNode> PostCaseAsync(this Shop shop, Guid customer, int minutesAgo = 0)
    {
        var receivedAt = Shop.Text(shop.Service.Clock.GetCurrentInstant() - Duration.FromMinutes(minutesAgo));
        return await shop.Client.PostAsync("/v1/cases", new { customerId = customer, text = "It leaks.", topic = "quality", receivedAt }).JsonAsync(HttpStatusCode.Created);
    }

    public static Task<JsonNode> DecideCaseAsync(this Shop shop, JsonNode opened, string decision, object body) => shop.Client.PostAsync($"/v1/cases/{opened.Text("id")}/{decision}", body).JsonAsync();

    public static async Task<List<string>> TimelineKindsAsync(this Shop shop, Guid customer) =>
        [.. (await shop.Client.GetAsync($"/v1/customers/{customer}/timeline").JsonAsync())["items"]!.AsArray().Select(e => e!.Text("kind"))];

    public static async Task<List<string>> CaseEvidenceAsync(this Shop shop) =>
        [.. (await shop.QueryAsync($"SELECT kind || ' ' || source FROM evidence WHERE merchant_id = '{shop.Merchant.Id}'")).Select(r => (string)r[0]!)];
}
