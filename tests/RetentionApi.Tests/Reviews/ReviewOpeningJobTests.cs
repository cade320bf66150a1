using System.Net;
using NodaTime;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Reviews;

public sealed class ReviewOpeningJobTests(TestService service) : IClassFixture<TestService>
{
    private static readonly Instant NewYear = Instant.FromUtc(2025, 12, 31, 16, 0);

    [Fact]
    public async Task A_quarter_that_is_over_by_the_merchants_clock_is_reviewed_once_for_each_segment_and_for_all()
    {
        var shop = await Shop.OpenAsync(service, ReviewShop.Before);
        await shop.ReportAsync("c-1");
        foreach (var name in new[] { "a", "b" })
            await shop.Client.PostAsync("/v1/segments", new { name, criteria = new { tag = name } }).JsonAsync(HttpStatusCode.Created);

        service.Clock.Reset(NewYear - Duration.FromSeconds(1));
        (await OpenedAsync(shop)).Should().Be(0, "that it is over somewhere does not matter");
        service.Clock.Reset(NewYear);
        (await OpenedAsync(shop)).Should().Be(3);
        (await OpenedAsync(shop)).Should().Be(0);

        var reviews = await shop.Client.AllPagesAsync(ReviewShop.Address, 50);
        reviews.Select(r => ((string?)r["segmentName"], r.Text("quarter"), r.Text("stage"), r["openedBy"])).Should()
            .BeEquivalentTo([("a", "2025-Q4", "establish", null), ("b", "2025-Q4", "establish", null), ((string?)null, "2025-Q4", "establish", (object?)null)]);
    }

    [Fact]
    public async Task What_came_into_being_later_owes_no_review()
    {
        var shop = await Shop.OpenAsync(service, NewYear + Duration.FromDays(3));
        await shop.Client.PostAsync("/v1/segments", new { name = "a", criteria = new { tag = "a" } }).JsonAsync(HttpStatusCode.Created);

        (await OpenedAsync(shop)).Should().Be(0);
    }

    [Fact]
    public async Task Who_has_work_is_found_and_only_they()
    {
        var (old, young) = (await Shop.OpenAsync(service, ReviewShop.Before), await Shop.OpenAsync(service, NewYear));
        var sql = RetentionApi.Reviews.ReviewOpeningJob.WhoHasWork.Replace("$1", "'2026-01-01T00:00:00Z'", StringComparison.Ordinal);

        (await service.Database.QueryAsync(sql)).Select(r => (Guid)r[0]!).Should().Contain(old.Merchant.Id).And.NotContain(young.Merchant.Id);
        await OpenedAsync(old);
        (await service.Database.QueryAsync(sql)).Select(r => (Guid)r[0]!).Should().NotContain(old.Merchant.Id);
    }

    private static async Task<long> OpenedAsync(Shop shop) => (await shop.RunAsync("review-openings")).Counts["opened"];
}
