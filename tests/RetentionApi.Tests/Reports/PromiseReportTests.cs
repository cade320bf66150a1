using System.Net;
using System.Text.Json.Nodes;
using NodaTime;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Reports;

public sealed class PromiseReportTests(TestService service) : IClassFixture<TestService>
{
    private static readonly string[] Members = ["due", "kept", "broken", "repaired", "renegotiated", "open"];

    [Fact]
    public async Task Promises_are_counted_in_the_month_for_which_they_were_made_and_by_what_made_them()
    {
        var shop = await MarchAsync();

        var months = await MonthsAsync(shop);

        months["2026-03-01"]["sources"]!.AsArray().Select(s => (s!.Text("source"), Numbers(s!["counts"]!))).Should().Equal(("delivery", "1 1 0 0 0 0"), ("hand", "3 1 1 1 1 0"));
        Numbers(months["2026-03-01"]["total"]!).Should().Be("4 2 1 1 1 0");
        months["2026-03-01"]["total"]!["keptShare"]!.GetValue<decimal>().Should().Be(0.5m);
        months["2026-04-01"]["sources"]!.AsArray().Select(s => (s!.Text("source"), Numbers(s!["counts"]!))).Should().Equal(("hand", "0 0 0 0 0 1"), ("promise", "0 0 0 0 0 1"));
        months["2026-02-01"]["total"]!["keptShare"].Should().BeNull();
    }

    [Fact]
    public async Task A_table_has_the_same_numbers()
    {
        var shop = await MarchAsync();

        var lines = await shop.CsvAsync("promises?to=2026-04");

        var sources = (await MonthsAsync(shop)).SelectMany(m => m.Value["sources"]!.AsArray(), (m, s) => (m.Key, Source: s!)).ToList();
        lines.Select(l => (l["month"], l["source"], string.Join(' ', Members.Select(m => l[m])), l["keptShare"])).Should().Equal(
            sources.Select(s => (s.Key, s.Source.Text("source"), Numbers(s.Source["counts"]!), s.Source["counts"]!["keptShare"]?.ToString() ?? "")));
        lines.Should().HaveCount(4);
    }

    [Fact]
    public async Task What_another_shop_promised_and_what_was_withdrawn_is_not_counted()
    {
        var (march, shop) = (await MarchAsync(), await ReportShop.OpenAsync(service));
        await shop.Client.PostAsync("/v1/orders", Sample.Order("o-1")).JsonAsync(HttpStatusCode.Created);
        await shop.Client.PostAsync("/v1/orders/~shop:o-1/deliveries", new { source = "dhl", externalId = "o-1", promisedAt = "2026-03-05T12:00:00Z" }).JsonAsync(HttpStatusCode.Created);
        await shop.Shop.DispatchAsync();
        await shop.CountAsync();
        Numbers((await MonthsAsync(shop))["2026-03-01"]["total"]!).Should().Be("0 0 0 0 0 1");

        await shop.Client.PostAsync("/v1/orders", Sample.Order("o-1").With("status", "cancelled").With("updatedAt", Shop.Text(TestService.Start))).JsonAsync();
        await shop.Shop.DispatchAsync();
        await shop.CountAsync();

        Numbers((await MonthsAsync(shop))["2026-03-01"]["total"]!).Should().Be("0 0 0 0 0 0");
        (await march.Client.GetAsync("/v1/reports/promises?from=2026-03&to=2026-02").ProblemCodeAsync(HttpStatusCode.UnprocessableEntity)).Should().Be("report.wrong_period");
    }

    /// <summary>By hand one was kept, one broken, one broken and made good, and one put off into April; one is for April; a delivery came as promised.</summary>
    private async Task<ReportShop> MarchAsync()
    {
        var shop = await Shop.OpenAsync(service);
        var customer = await shop.ReportAsync("c-1");
        async Task<string> PromiseAsync(string dueOn) =>
            (await shop.Client.PostAsync("/v1/promises", new { customerId = customer, what = "A sample.", dueOn }).JsonAsync(HttpStatusCode.Created)).Text("id");
        var (kept, repaired, putOff) = (await PromiseAsync("2026-03-31"), await PromiseAsync("2026-03-05"), await PromiseAsync("2026-03-06"));
        await PromiseAsync("2026-03-05");
        await PromiseAsync("2026-04-01");
        await shop.Client.PostAsync($"/v1/promises/{kept}/keep", new { }).JsonAsync();
        await shop.Client.PostAsync($"/v1/promises/{putOff}/renegotiate", new { dueOn = "2026-04-12", agreement = "On the phone: fine." }).JsonAsync();
        await shop.Client.PostAsync("/v1/orders", Sample.Order("o-1", "c-1")).JsonAsync(HttpStatusCode.Created);
        await shop.Client.PostAsync("/v1/orders/~shop:o-1/deliveries", new { source = "dhl", externalId = "o-1", promisedAt = "2026-03-05T12:00:00Z" }).JsonAsync(HttpStatusCode.Created);
        await shop.PassAsync(Duration.FromDays(6));
        await shop.Client.PostAsync("/v1/orders/~shop:o-1/deliveries", new { source = "dhl", externalId = "o-1", deliveredAt = "2026-03-05T10:00:00Z", updatedAt = "2026-03-08T00:00:00Z" }).JsonAsync();
        await shop.RunAsync("missed-follow-ups");
        await shop.DispatchAsync();
        await shop.Client.PostAsync($"/v1/promises/{repaired}/repair", new { repairedBy = "told", note = "Sent." }).JsonAsync();
        await shop.DispatchAsync();
        var counted = new ReportShop(shop);
        await counted.CountAsync();
        return counted;
    }

    private static async Task<Dictionary<string, JsonNode>> MonthsAsync(ReportShop shop) =>
        (await shop.Client.GetAsync("/v1/reports/promises?to=2026-04").JsonAsync())["months"]!.AsArray().ToDictionary(m => m!.Text("month"), m => m!);

    private static string Numbers(JsonNode counts) => string.Join(' ', Members.Select(m => counts[m]!.GetValue<long>()));
}
