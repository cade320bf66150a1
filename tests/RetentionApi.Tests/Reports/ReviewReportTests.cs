using System.Net;
using System.Text.Json.Nodes;
using NodaTime;
using RetentionApi.Tests.Reviews;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Reports;

public sealed class ReviewReportTests(TestService service) : IClassFixture<TestService>
{
    [Fact]
    public async Task It_tells_what_came_of_goals_and_improvements()
    {
        var shop = await QuartersAsync();

        var reviews = (await shop.Client.GetAsync("/v1/reports/reviews").JsonAsync())["reviews"]!.AsArray();

        reviews.Select(r => (r!.Text("quarter"), r!.Text("stage"), Numbers(r!["goals"]!), Numbers(r!["improvements"]!))).Should().Equal(
            ("2026-Q1", "closed", "1 1 0 0", "4 0 0 0 2 1 1 2"), ("2026-Q2", "establish", "0 0 0 0", "0 0 0 0 0 0 0 0"));
        reviews[0]!["figures"]!["customers"]!.GetValue<long>().Should().Be(1);
    }

    [Fact]
    public async Task A_table_has_the_same_numbers()
    {
        var shop = await QuartersAsync();
        var reviews = (await shop.Client.GetAsync("/v1/reports/reviews").JsonAsync())["reviews"]!.AsArray();

        var lines = await shop.CsvAsync("reviews");

        string[] counts = ["improvements", "suggested", "owed", "overdue", "done", "inTime", "late", "dropped"];
        lines.Select(l => (l["quarter"], l["customers"], l["basicAtEnd"], string.Join(' ', counts.Select(c => l[c])))).Should().Equal(reviews.Select(r => (
            r!.Text("quarter"), r!["figures"]!["customers"]!.ToString(), r!["figures"]!["levels"]![0]!["atEnd"]!.ToString(), Numbers(r!["improvements"]!))));
    }

    [Fact]
    public async Task It_is_narrowed_to_a_time_and_a_segment()
    {
        var shop = await QuartersAsync();
        var segment = (await shop.Client.PostAsync("/v1/segments", new { name = "W", criteria = new { tag = "w" } }).JsonAsync(HttpStatusCode.Created)).Text("id");
        await shop.Shop.ReviewAsync(segment);

        (await QuartersOfAsync(shop, "?from=2026-06&to=2026-06")).Should().Equal("2026-Q2");
        (await QuartersOfAsync(shop, $"?segmentId={segment}")).Should().Equal("2026-Q1");
        (await QuartersOfAsync(new(new Shop(service, await service.NewMerchantAsync())), "")).Should().BeEmpty();
    }

    /// <summary>Of four improvements one was made in time, one late, one dropped before the decision and one after; the goal was reached.</summary>
    private async Task<ReportShop> QuartersAsync()
    {
        var shop = await Shop.OpenAsync(service, ReviewShop.Before);
        await shop.ReportAsync("c-1");
        service.Clock.Reset(ReviewShop.After);
        var li = await shop.StaffAsync("Li");
        var review = await shop.ListedAsync(li, li, li, li);
        await shop.ActAsync(review, "drop", new { reason = "Too dear." }, line: 0).JsonAsync();
        await shop.AdvanceAsync(review.Text("id"), "evaluate");
        await shop.ActAsync(review, "complete", new { }, line: 1).JsonAsync();
        await shop.ActAsync(review, "drop", new { reason = "No need." }, line: 2).JsonAsync();
        service.Clock.Reset(Instant.FromUtc(2026, 7, 1, 2, 0));
        await shop.RunAsync("missed-follow-ups");
        await shop.ActAsync(review, "complete", new { }, line: 3).JsonAsync();
        await shop.ReviewAsync(quarter: "2026-Q2");
        await shop.AdvanceAsync(review.Text("id"), "closed");
        return new ReportShop(shop);
    }

    private static async Task<List<string>> QuartersOfAsync(ReportShop shop, string query) =>
        [.. (await shop.Client.GetAsync($"/v1/reports/reviews{query}").JsonAsync())["reviews"]!.AsArray().Select(r => r!.Text("quarter"))];

    private static string Numbers(JsonNode counts) => string.Join(' ', counts.AsObject().Select(c => c.Value!.GetValue<long>()));
}
