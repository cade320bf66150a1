using System.Net;
using System.Text.Json.Nodes;
using NodaTime;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Batches;

/// <summary>A batch of tea, who bought of it, and who sent it back.</summary>
internal static class BadTea
{
    public const string Sku = "TEA-1", Batch = "LJ-02";

    /// <summary>Delivered a moment ago.</summary>
    /// <returns>The customer's id.</returns>
    public static Task<Guid> BuyTeaAsync(this Shop shop, string order, string batch = Batch) => shop.DeliverAsync(order, body => body.With(
        "lines", new[] { new { sku = Sku, productName = "龙井", quantity = 1, unitPrice = new { amount = "129.00", currency = "CNY" }, batch } }));

    public static async Task SendBackAsync(this Shop shop, string order, Instant at, string reason = "fault")
    {
        var told = new { externalId = $"r-{order}", reason, returnedAt = Shop.Text(at), lines = new[] { new { lineNumber = 1, quantity = 1 } } };
        await shop.Client.PostAsync($"/v1/orders/~shop:{order}/returns", told).JsonAsync(HttpStatusCode.Created);
        await shop.DispatchAsync();
    }

    /// <summary>Buyers o-1, o-2 … send theirs back for a fault.</summary>
    public static async Task<List<Guid>> FindFaultyAsync(this Shop shop, TestService service, int customers, int first = 1)
    {
        List<Guid> found = [];
        for (var i = first; i < first + customers; i++)
        {
            found.Add(await shop.BuyTeaAsync($"o-{i}"));
            await shop.SendBackAsync($"o-{i}", service.Clock.GetCurrentInstant());
        }

        return found;
    }

    public static async Task ProblemAsync(this Task<HttpResponseMessage> answer, HttpStatusCode status, string code) => (await answer.ProblemCodeAsync(status)).Should().Be(code);

    public static async Task<List<JsonNode>> AlertsAsync(this Shop shop, string query = "") =>
        [.. (await shop.Client.GetAsync($"/v1/batch-alerts{query}").JsonAsync())["items"]!.AsArray().Select(a => a!)];

    public static Task<JsonNode> DismissAsync(this Shop shop, JsonNode alert) =>
        shop.Client.PostAsync($"/v1/batch-alerts/{alert.Text("id")}/dismiss", new { reason = "It rained." }).JsonAsync();

    /// <summary>A recall by hand.</summary>
    /// <returns>The alert's id.</returns>
    public static async Task<string> RecallAsync(this Shop shop, string batch = Batch)
    {
        var body = new { productSku = Sku, batch, reason = "The producer recalls it.", toBuyers = "Please do not drink it." };
        var alert = await shop.Client.PostAsync("/v1/batch-alerts", body).JsonAsync(HttpStatusCode.Created);
        await shop.DispatchAsync();
        return alert.Text("id");
    }

    /// <summary>Sends what is due.</summary>
    public static async Task SendAsync(this Shop shop)
    {
        await shop.RunAsync("due-follow-ups");
        await shop.DispatchAsync();
    }
}
