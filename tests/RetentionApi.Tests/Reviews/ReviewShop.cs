using System.Net;
using System.Text.Json.Nodes;
using NodaTime;
using RetentionApi.Tests.Merchants.Policies;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Reviews;

/// <summary>A shop whose first quarter of 2026 is reviewed.</summary>
internal static class ReviewShop
{
    public const string Address = "/v1/reviews", Quarter = "2026-Q1";

    public static readonly Instant
        Before = Instant.FromUtc(2025, 12, 1, 2, 0),
        Within = Instant.FromUtc(2026, 2, 10, 2, 0),
        After = Instant.FromUtc(2026, 4, 1, 2, 0);

    public static async Task<JsonNode> ReviewAsync(this Shop shop, string? segmentId = null, string quarter = Quarter)
    {
        var opened = await shop.Service.ResultAsync(shop, "reviewOpening", Address, new { quarter, segmentId });
        return await shop.Client.GetAsync($"{Address}/{opened.Text("reviewId")}").JsonAsync();
    }

    public static async Task<string> StaffAsync(this Shop shop, string name, string? teamId = null) =>
        (await shop.Client.PostAsync("/v1/staff", new { name, teamId }).JsonAsync(HttpStatusCode.Created)).Text("id");

    /// <summary>As far as <c>improve</c>, with one improvement for each owner.</summary>
    public static async Task<JsonNode> ListedAsync(this Shop shop, params string[] owners)
    {
        var id = (await shop.ReviewAsync()).Text("id");
        await shop.Client.PatchAsync($"{Address}/{id}", new { learnt = "Call, do not write.", goals = new object[] { new { text = "Fewer leave.", measure = "lost", target = 3 } } }, "*").JsonAsync();
        await shop.AdvanceAsync(id, "maintain");
        var review = await shop.AdvanceAsync(id, "improve");
        foreach (var owner in owners)
            review = await shop.Client.PostAsync($"{Address}/{id}/improvements", new { text = $"For {owner}.", ownerId = owner, dueOn = "2026-04-15" }).JsonAsync(HttpStatusCode.Created);
        return review;
    }

    /// <summary>The same, and decided.</summary>
    public static async Task<JsonNode> DecidedAsync(this Shop shop, params string[] owners) => await shop.AdvanceAsync((await shop.ListedAsync(owners)).Text("id"), "evaluate");

    public static Task<JsonNode> AdvanceAsync(this Shop shop, string id, string to) => shop.Client.PostAsync($"{Address}/{id}/advance", new { to }).JsonAsync();

    public static Task<HttpResponseMessage> ActAsync(this Shop shop, JsonNode review, string act, object body, int line = 0) =>
        shop.Client.PostAsync($"{Address}/{review.Text("id")}/improvements/{review["improvements"]![line]!.Text("id")}/{act}", body);

    public static async Task<JsonNode> ReadAsync(this Shop shop, JsonNode review) => await shop.Client.GetAsync($"{Address}/{review.Text("id")}").JsonAsync();

    /// <summary>All lines of the check that the order called for are rated.</summary>
    public static async Task AnswerAsync(this Shop shop, Guid customer, int rating)
    {
        var check = await shop.FollowUpAsync(customer, "qualityCheck");
        var answers = check["lines"]!.AsArray().Select(l => new { orderLineId = l!.Text("orderLineId"), rating });
        await shop.Client.PostAsync($"/v1/follow-ups/{check.Text("id")}/complete", new { outcome = "answered", answers }).JsonAsync();
        await shop.DispatchAsync();
    }
}
