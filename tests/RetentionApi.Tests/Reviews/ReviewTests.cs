using System.Net;
using System.Text.Json.Nodes;
using NodaTime;
using RetentionApi.Tests.Batches;
using RetentionApi.Tests.Merchants.Policies;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Reviews;

public sealed class ReviewTests(TestService service) : IClassFixture<TestService>
{
    private const string Address = ReviewShop.Address;

    [Fact]
    public async Task What_was_learnt_and_the_goals_are_written_by_who_has_read_it()
    {
        var shop = await Shop.OpenAsync(service, ReviewShop.After);
        var id = (await shop.ReviewAsync()).Text("id");

        var changed = await shop.Client.PatchAsync($"{Address}/{id}", new { learnt = " Call. ", goals = new[] { new { text = "Nobody waits.", measure = (string?)null } } }, "\"1\"").JsonAsync();

        (changed.Text("learnt"), changed["goals"]![0]!.Text("text"), changed["version"]!.GetValue<int>()).Should().Be(("Call.", "Nobody waits.", 2));
        await shop.Client.PatchAsync($"{Address}/{id}", new { learnt = "Write." }, "\"1\"").ProblemAsync(HttpStatusCode.PreconditionFailed, "request.stale");
        await shop.Client.PatchAsync($"{Address}/{id}", new { learnt = "Write." }, null).ProblemAsync(HttpStatusCode.PreconditionRequired, "request.if_match_missing");
        await shop.Client.PatchAsync($"{Address}/{id}", new { goals = new[] { new { text = "More.", measure = "risen" } } }, "*").ProblemAsync(HttpStatusCode.UnprocessableEntity, "request.invalid");
    }

    [Fact]
    public async Task A_quarter_is_reviewed_once_and_when_it_is_over()
    {
        var shop = await Shop.OpenAsync(service, ReviewShop.After);
        var review = await shop.ReviewAsync();

        await shop.Client.PostAsync(Address, new { quarter = ReviewShop.Quarter }).ProblemAsync(HttpStatusCode.Conflict, "review.exists");
        await shop.Client.PostAsync(Address, new { quarter = "2026-Q2" }).ProblemAsync(HttpStatusCode.UnprocessableEntity, "review.quarter_under_way");
        await shop.Client.PostAsync(Address, new { quarter = "2026-03" }).ProblemAsync(HttpStatusCode.UnprocessableEntity, "request.invalid");
        await shop.Client.PostAsync(Address, new { quarter = ReviewShop.Quarter, segmentId = review.Text("id") }).ProblemAsync(HttpStatusCode.UnprocessableEntity, "segment.unknown");
    }

    [Fact]
    public async Task Asked_for_twice_before_it_is_there_it_is_opened_once()
    {
        var shop = await Shop.OpenAsync(service, ReviewShop.After);
        var asked = new List<string>();
        foreach (var _ in Enumerable.Range(0, 2))
            asked.Add((await shop.Client.PostAsync(Address, new { quarter = ReviewShop.Quarter }).JsonAsync(HttpStatusCode.Accepted)).Text("id"));

        await service.WorkAsync("reviewOpening");

        var operations = new List<JsonNode>();
        foreach (var id in asked)
            operations.Add(await shop.Client.GetAsync($"/v1/operations/{id}").JsonAsync());
        operations.Select(o => o["problem"]?.Text("code")).Should().BeEquivalentTo([null, "review.exists"]);
        (await QuartersAsync(shop, "")).Should().Equal(ReviewShop.Quarter);
    }

    [Fact]
    public async Task Another_merchants_review_is_not_there()
    {
        var (shop, other) = (await Shop.OpenAsync(service, ReviewShop.After), await service.NewMerchantAsync());
        var path = $"{Address}/{(await shop.ReviewAsync()).Text("id")}";

        await other.Client.GetAsync(path).ProblemAsync(HttpStatusCode.NotFound, "review.not_found");
        await other.Client.PatchAsync(path, new { learnt = "x" }, "*").ProblemAsync(HttpStatusCode.NotFound, "review.not_found");
        await other.Client.PostAsync($"{path}/advance", new { to = "maintain" }).ProblemAsync(HttpStatusCode.NotFound, "review.not_found");
        (await other.Client.GetAsync(Address).JsonAsync())["items"]!.AsArray().Should().BeEmpty();
    }

    [Fact]
    public async Task Sellers_read_reviews_and_managers_write_them()
    {
        var (seller, manager) = (await service.NewMerchantAsync("sales"), await service.NewMerchantAsync("manager"));
        service.Clock.Reset(ReviewShop.After);

        await seller.Client.GetAsync(Address).JsonAsync();
        await seller.Client.PostAsync(Address, new { quarter = ReviewShop.Quarter }).ProblemAsync(HttpStatusCode.Forbidden, "request.missing_scope");
        await manager.Client.PostAsync(Address, new { quarter = ReviewShop.Quarter }).JsonAsync(HttpStatusCode.Accepted);
    }

    [Fact]
    public async Task No_stage_is_left_out()
    {
        var shop = await Shop.OpenAsync(service, ReviewShop.After);
        var path = $"{Address}/{(await shop.ReviewAsync()).Text("id")}/advance";

        await shop.Client.PostAsync(path, new { to = "improve" }).ProblemAsync(HttpStatusCode.Conflict, "review.wrong_stage");
        await shop.Client.PostAsync(path, new { to = "evaluate" }).ProblemAsync(HttpStatusCode.Conflict, "review.wrong_stage");
        await shop.Client.PostAsync(path, new { to = "maintain" }).ProblemAsync(HttpStatusCode.Conflict, "review.learnt_missing");
        await shop.Client.PostAsync(path, new { to = "over" }).ProblemAsync(HttpStatusCode.BadRequest, "request.malformed");
    }

    [Fact]
    public async Task The_next_quarter_says_whether_a_goal_with_a_figure_was_reached()
    {
        var shop = await Shop.OpenAsync(service, ReviewShop.After);
        var review = await shop.DecidedAsync(await shop.StaffAsync("Li"));
        await shop.ActAsync(review, "drop", new { reason = "Too dear." }).JsonAsync();
        await shop.Client.PostAsync($"{Address}/{review.Text("id")}/advance", new { to = "closed" }).ProblemAsync(HttpStatusCode.Conflict, "review.goals_open");

        service.Clock.Reset(Instant.FromUtc(2026, 7, 1, 2, 0));
        await shop.ReviewAsync(quarter: "2026-Q2");
        var closed = await shop.AdvanceAsync(review.Text("id"), "closed");

        (closed.Text("stage"), closed["goals"]![0]!["value"]!.GetValue<decimal>(), closed["goals"]![0]!["reached"]!.GetValue<bool>()).Should().Be(("closed", 0m, true));
        await shop.Client.PatchAsync($"{Address}/{review.Text("id")}", new { learnt = "x" }, "*").ProblemAsync(HttpStatusCode.Conflict, "review.closed");
    }

    [Fact]
    public async Task They_are_listed_by_quarter_and_found_by_stage_and_segment()
    {
        var shop = await Shop.OpenAsync(service, ReviewShop.After);
        var segment = (await shop.Client.PostAsync("/v1/segments", new { name = "W", criteria = new { tag = "w" } }).JsonAsync(HttpStatusCode.Created)).Text("id");
        foreach (var quarter in new[] { "2025-Q2", "2025-Q4", "2025-Q3" })
            await shop.ReviewAsync(quarter: quarter);
        await shop.ReviewAsync(segment, "2025-Q3");

        (await QuartersAsync(shop, "")).Should().Equal("2025-Q4", "2025-Q3", "2025-Q3", "2025-Q2");
        (await QuartersAsync(shop, $"?segmentId={segment}")).Should().Equal("2025-Q3");
        (await QuartersAsync(shop, "?quarter=2025-Q3")).Should().HaveCount(2);
        (await QuartersAsync(shop, "?stage=maintain")).Should().BeEmpty();
        await shop.Client.GetAsync($"{Address}?quarter=2025").ProblemAsync(HttpStatusCode.BadRequest, "request.malformed");
    }

    private static async Task<List<string>> QuartersAsync(Shop shop, string query) => [.. (await shop.Client.AllPagesAsync($"{Address}{query}", 1)).Select(r => r.Text("quarter"))];
}
