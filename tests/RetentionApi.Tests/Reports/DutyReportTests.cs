using System.Net;
using System.Text.Json.Nodes;
using NodaTime;
using RetentionApi.Tests.Reviews;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Reports;

public sealed class DutyReportTests(TestService service) : IClassFixture<TestService>
{
    private static readonly string[] Members = ["owed", "done", "inTime", "late", "missed", "skipped", "answered", "notReachable"];

    [Fact]
    public async Task What_was_owed_is_what_was_done_in_time_late_missed_and_skipped()
    {
        var shop = await YearAsync();

        var months = await MonthsAsync(shop);

        months["2026-03-01"]["kinds"]!.AsArray().Select(k => (k!.Text("kind"), k!.Text("level"), Numbers(k!["counts"]!))).Should().BeEquivalentTo(
            [("bestValue", "cooperative", "4 2 1 1 1 1 1 0"), ("qualityCheck", "responsible", "0 0 0 0 0 0 0 1")]);
        Numbers(months["2026-03-01"]["total"]!).Should().Be("4 2 1 1 1 1 1 1");
        months["2026-03-01"]["total"]!["inTimeShare"]!.GetValue<decimal>().Should().Be(0.25m);
        Numbers(months["2026-04-01"]["total"]!).Should().Be("1 1 1 0 0 0 1 1");
        months["2026-02-01"]["kinds"]!.AsArray().Should().BeEmpty();
        months["2026-02-01"]["total"]!["inTimeShare"].Should().BeNull();
    }

    [Fact]
    public async Task A_table_has_the_same_numbers()
    {
        var shop = await YearAsync();

        var lines = await shop.CsvAsync("duties");

        var kinds = (await MonthsAsync(shop)).SelectMany(m => m.Value["kinds"]!.AsArray(), (m, k) => (m.Key, Kind: k!)).ToList();
        lines.Select(l => (l["month"], l["kind"], l["level"], string.Join(' ', Members.Select(m => l[m])), l["inTimeShare"])).Should().Equal(
            kinds.Select(k => (k.Key, k.Kind.Text("kind"), k.Kind.Text("level"), Numbers(k.Kind["counts"]!), k.Kind["counts"]!["inTimeShare"]?.ToString() ?? "")));
    }

    [Fact]
    public async Task An_answer_that_comes_later_is_counted_where_the_duty_was()
    {
        var shop = await Shop.OpenAsync(service);
        var duty = await shop.AskForAsync(await shop.ReportAsync("c-1"));
        await CompleteAsync(shop, duty, "noAnswer");
        await shop.RunAsync("duty-days");
        Numbers((await MonthsAsync(new(shop)))["2026-03-01"]["total"]!).Should().Be("1 1 1 0 0 0 0 0");

        await shop.PassAsync(Duration.FromDays(1));
        await CompleteAsync(shop, duty, "answered");
        await shop.RunAsync("duty-days");

        Numbers((await MonthsAsync(new(shop)))["2026-03-01"]["total"]!).Should().Be("1 1 1 0 0 0 1 0");
    }

    [Fact]
    public async Task What_a_merchant_owes_themselves_is_not_among_it()
    {
        var shop = await Shop.OpenAsync(service, ReviewShop.After);
        var review = await shop.DecidedAsync(await shop.StaffAsync("Li"));
        await shop.ActAsync(review, "complete", new { }).JsonAsync();
        await shop.RunAsync("duty-days");

        (await MonthsAsync(new(shop)))["2026-04-01"]["kinds"]!.AsArray().Should().BeEmpty();
    }

    [Fact]
    public async Task It_is_for_who_reads_reports_of_their_own_shop()
    {
        var (shop, other, seller) = (await YearAsync(), await service.NewMerchantAsync(), await service.NewMerchantAsync("sales"));

        (await MonthsAsync(new(new Shop(service, other)))).Values.Sum(m => m["total"]!["owed"]!.GetValue<long>()).Should().Be(0);
        (await MonthsAsync(shop)).Values.Sum(m => m["total"]!["owed"]!.GetValue<long>()).Should().Be(5);
        (await seller.Client.GetAsync("/v1/reports/duties").ProblemCodeAsync(HttpStatusCode.Forbidden)).Should().Be("request.missing_scope");
        (await other.Client.GetAsync("/v1/reports/duties?from=2026-03&to=2026-02").ProblemCodeAsync(HttpStatusCode.UnprocessableEntity)).Should().Be("report.wrong_period");
        (await other.Client.GetAsync("/v1/reports/duties?format=svg").ProblemCodeAsync(HttpStatusCode.UnprocessableEntity)).Should().Be("request.invalid");
    }

    /// <summary>In March one of each end, and a check that reached nobody; in April one that was done, and the second check.</summary>
    private async Task<ReportShop> YearAsync()
    {
        var shop = await Shop.OpenAsync(service);
        var customer = await shop.ReportAsync("c-1");
        var (inTime, late, skipped) = (await shop.AskForAsync(customer), await shop.AskForAsync(customer), await shop.AskForAsync(customer));
        await shop.AskForAsync(customer);
        await CompleteAsync(shop, inTime, "answered");
        await shop.Client.PostAsync($"/v1/follow-ups/{skipped.Text("id")}/skip", new { reason = "Spoke to her." }).JsonAsync();
        await shop.DeliverAsync("o-1", order => order.With("customer", new { source = "shop", externalId = "unreachable" }));
        await shop.PassAsync(Duration.FromDays(8));
        await shop.RunAsync("due-follow-ups");
        await shop.RunAsync("missed-follow-ups");
        await CompleteAsync(shop, late, "noAnswer");
        await shop.PassAsync(Duration.FromDays(23));
        await shop.RunAsync("due-follow-ups");
        await CompleteAsync(shop, await shop.AskForAsync(customer), "answered");
        await shop.RunAsync("duty-days");
        return new ReportShop(shop);
    }

    private static Task<JsonNode> CompleteAsync(Shop shop, JsonNode duty, string outcome) => shop.Client.PostAsync($"/v1/follow-ups/{duty.Text("id")}/complete", new { outcome }).JsonAsync();

    private static async Task<Dictionary<string, JsonNode>> MonthsAsync(ReportShop shop) =>
        (await shop.Client.GetAsync("/v1/reports/duties").JsonAsync())["months"]!.AsArray().ToDictionary(m => m!.Text("month"), m => m!);

    private static string Numbers(JsonNode counts) => string.Join(' ', Members.Select(m => counts[m]!.GetValue<long>()));
}
