using System.Net;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using RetentionApi.Platform.Jobs;
using RetentionApi.Tests.Risk;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Reports;

/// <summary>When the months are counted.</summary>
public sealed class MonthCountJobTests(TestService service) : IClassFixture<TestService>
{
    [Fact]
    public async Task Months_are_counted_where_something_changed_and_once_a_day()
    {
        var shop = await ReportShop.OpenAsync(service);

        var first = await RunAfterAsync(shop, Duration.FromMinutes(10));
        var unchanged = await RunAfterAsync(shop, Duration.FromHours(1));
        await shop.OrderAsync("o-1", "a", "2026-02-10T10:00:00+08:00", "100.00");
        var changed = await RunAfterAsync(shop, Duration.FromMinutes(10));
        var unchangedForLong = await RunAfterAsync(shop, Duration.FromHours(23));
        var daily = await RunAfterAsync(shop, Duration.FromHours(2));

        new[] { first, unchanged, changed, unchangedForLong, daily }.Should().Equal("2026-03-02T02:10:00Z", "2026-03-02T02:10:00Z", "2026-03-02T03:20:00Z", "2026-03-02T03:20:00Z", "2026-03-03T04:20:00Z");
    }

    [Fact]
    public async Task They_are_counted_at_once_where_somebody_asks_and_the_report_says_when()
    {
        var shop = await ReportShop.OpenAsync(service);
        await shop.OrderAsync("o-1", "a", "2026-02-10T10:00:00+08:00", "100.00");

        await shop.Client.PostAsync("/v1/jobs/month-counts/run", new { }).JsonAsync(HttpStatusCode.Accepted);
        await service.DoOperationsAsync();

        var report = await shop.Client.GetAsync("/v1/reports/cohorts?from=2026-02").JsonAsync();
        (report.Text("asOf"), report["cohorts"]![0]!["customers"]!.GetValue<int>()).Should().Be(("2026-03-02T02:00:00Z", 1));
    }

    /// <returns>Of when the merchant's reports are, once the job has looked at all merchants.</returns>
    private async Task<string> RunAfterAsync(ReportShop shop, Duration time)
    {
        service.Clock.Advance(time);
        await service.Services.GetRequiredService<JobRunner>().RunAsync("month-counts", TestContext.Current.CancellationToken);
        return (await shop.Client.GetAsync("/v1/reports/levels").JsonAsync()).Text("asOf");
    }
}
