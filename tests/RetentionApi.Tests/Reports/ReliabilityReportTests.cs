using System.Net;
using System.Text.Json.Nodes;
using NodaTime;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Reports;

public sealed class ReliabilityReportTests(TestService service) : IClassFixture<TestService>
{
    [Fact]
    public async Task Promises_kept_and_broken_are_counted_by_merchant_team_and_person()
    {
        var shop = await Shop.OpenAsync(service);
        var (li, team) = await LiAsync(shop);
        var customer = await shop.ReportAsync("c-1");
        var kept = await PromiseAsync(shop, customer, li);
        await PromiseAsync(shop, customer, li);
        await PromiseAsync(shop, customer, null);
        await shop.Client.PostAsync($"/v1/promises/{kept}/keep", new { }).JsonAsync();
        await MissAsync(shop);

        await shop.RunAsync("duty-days");

        Counts((await ItemsAsync(shop, "merchant")).Single()).Should().Be((1, 2));
        var persons = await ItemsAsync(shop, "person");
        persons.Select(p => ((string?)p["id"], (string?)p["name"], Counts(p))).Should().Equal((li, "Li", (1, 1)), (null, null, (0, 1)));
        (await ItemsAsync(shop, "team")).Select(t => ((string?)t["id"], Counts(t))).Should().Equal((team, (1, 1)), (null, (0, 1)));
    }

    [Fact]
    public async Task What_was_missed_and_is_done_late_stays_a_failure_of_its_day()
    {
        var shop = await Shop.OpenAsync(service);
        var promise = await PromiseAsync(shop, await shop.ReportAsync("c-1"), null);
        await MissAsync(shop);
        await shop.RunAsync("duty-days");
        await shop.PassAsync(Duration.FromDays(3));
        await shop.Client.PostAsync($"/v1/promises/{promise}/repair", new { repairedBy = "told", note = "Sent." }).JsonAsync();

        await shop.RunAsync("duty-days");

        (await DaysAsync(shop)).Should().Equal("2026-03-06 promise 1 0 1 0 0");
        Counts((await ItemsAsync(shop, "merchant")).Single()).Should().Be((0, 1));
    }

    [Fact]
    public async Task Counted_days_are_what_the_duties_say_also_in_another_time_zone()
    {
        var shop = await Shop.OpenAsync(service);
        await PromiseAsync(shop, await shop.ReportAsync("c-1"), null);
        await MissAsync(shop);
        await shop.RunAsync("duty-days");
        (await DaysAsync(shop)).Should().Equal("2026-03-06 promise 1 0 0 1 0");

        await shop.Client.PatchAsync("/v1/merchant", new { timeZone = "America/New_York" }, "*").JsonAsync();
        await shop.RunAsync("duty-days");

        (await DaysAsync(shop)).Should().Equal("2026-03-05 promise 1 0 0 1 0");
        (await service.Database.CountAsync($"duty_day_touches WHERE merchant_id = '{shop.Merchant.Id}'")).Should().Be(0);
    }

    [Fact]
    public async Task A_case_that_is_solved_the_first_time_counts_and_one_that_is_opened_again_counts_against()
    {
        var shop = await Shop.OpenAsync(service);
        var customer = await shop.ReportAsync("c-1");
        var (first, second) = (await CaseAsync(shop, customer, "quality"), await CaseAsync(shop, customer, "delivery"));
        await SolveAsync(shop, first, "solved");
        await SolveAsync(shop, second, "notSolved");
        await SolveAsync(shop, second, "solved");

        Counts((await ItemsAsync(shop, "merchant")).Single()).Should().Be((1, 1));
    }

    [Fact]
    public async Task Advice_that_was_asked_for_and_not_given_counts_against_answers_and_an_offer_that_nobody_made_does_not()
    {
        var shop = await Shop.OpenAsync(service);
        var customer = await shop.ReportAsync("c-1");
        var enquiry = new { source = "shop", externalId = "i-1", kind = "enquiry", customerId = customer, adviceWanted = true, occurredAt = Shop.Text(service.Clock.GetCurrentInstant()) };
        await shop.Client.PostAsync("/v1/interactions", enquiry).JsonAsync(HttpStatusCode.Created);
        await shop.DispatchAsync();
        await shop.AskForAsync(customer);
        await MissAsync(shop);

        await shop.RunAsync("duty-days");

        (await MeasuresAsync(shop)).Should().Equal(("answers", 0, 1));
    }

    [Fact]
    public async Task What_customers_are_to_be_told_counts_as_news()
    {
        var shop = await Shop.OpenAsync(service);
        await shop.ReportAsync("c-1", new() { ["email"] = "one@example.com" });
        await shop.RunAsync("due-follow-ups");
        await shop.ReportAsync("c-2", new() { ["email"] = "two@example.com" });
        await MissAsync(shop);

        await shop.RunAsync("duty-days");

        (await MeasuresAsync(shop)).Should().Equal(("news", 1, 1));
    }

    [Fact]
    public async Task Nothing_owed_is_not_enough_known_and_a_wrong_time_is_refused()
    {
        var (shop, seller) = (await Shop.OpenAsync(service), await service.NewMerchantAsync("sales"));

        var item = (await ItemsAsync(shop, "merchant")).Single();

        (item["number"], item["what"]!.Text("code")).Should().Be((null, "reliability.notEnoughKnown"));
        (await ItemsAsync(shop, "person")).Should().BeEmpty();
        (await shop.Client.GetAsync("/v1/reports/reliability?from=2026-03-02&to=2026-03-01").ProblemCodeAsync(HttpStatusCode.UnprocessableEntity)).Should().Be("report.wrong_period");
        (await seller.Client.GetAsync("/v1/reports/reliability").ProblemCodeAsync(HttpStatusCode.Forbidden)).Should().Be("request.missing_scope");
    }

    [Fact]
    public async Task A_table_has_the_same_numbers_a_line_for_each_measure()
    {
        var shop = await Shop.OpenAsync(service);
        var customer = await shop.ReportAsync("c-1");
        await shop.Client.PostAsync($"/v1/promises/{await PromiseAsync(shop, customer, null)}/keep", new { }).JsonAsync();
        await SolveAsync(shop, await CaseAsync(shop, customer, "quality"), "solved");
        await shop.RunAsync("duty-days");

        var item = (await ItemsAsync(shop, "merchant")).Single();
        var lines = await new ReportShop(shop).CsvAsync("reliability?by=merchant");

        lines.Select(l => (l["number"], l["measure"], l["kept"], l["failed"], l["positive"])).Should().Equal(item["measures"]!.AsArray().Select(m => (
            item["number"]?.ToString() ?? "", m!.Text("measure"), m!["kept"]!.ToString(), m!["failed"]!.ToString(), m!["positive"]!.ToString())));
        lines.Should().HaveCount(2);
    }

    [Fact]
    public async Task Duties_and_cases_of_one_day_age_alike()
    {
        var shop = await Shop.OpenAsync(service);
        var customer = await shop.ReportAsync("c-1");
        await shop.Client.PostAsync($"/v1/promises/{await PromiseAsync(shop, customer, null)}/keep", new { }).JsonAsync();
        await SolveAsync(shop, await CaseAsync(shop, customer, "quality"), "solved");
        await shop.RunAsync("duty-days");

        (await WeightsAsync(shop, "2026-03-02")).Should().Equal(1m, 1m);
        (await WeightsAsync(shop, "2026-05-31")).Should().Equal(0.5m, 0.5m);
    }

    [Fact]
    public async Task The_old_address_is_gone() =>
        (await (await service.NewMerchantAsync()).Client.GetAsync("/v1/reliability").ProblemCodeAsync(HttpStatusCode.NotFound)).Should().Be("request.no_such_route");

    /// <summary>What is left on that day of what was kept.</summary>
    private static async Task<List<decimal>> WeightsAsync(Shop shop, string to) =>
        [.. (await shop.Client.GetAsync($"/v1/reports/reliability?from=2026-03-01&to={to}").JsonAsync())["items"]![0]!["measures"]!.AsArray().Select(m => m!["positive"]!.GetValue<decimal>())];

    private async Task<List<string>> DaysAsync(Shop shop) => [.. (await service.Database.QueryAsync(
        $"SELECT concat_ws(' ', day, kind, owed, in_time, late, missed, skipped) FROM duty_days WHERE merchant_id = '{shop.Merchant.Id}' AND kind = 'promise'")).Select(r => (string)r[0]!)];

    private static async Task MissAsync(Shop shop)
    {
        await shop.PassAsync(Duration.FromDays(4));
        await shop.RunAsync("missed-follow-ups");
        await shop.DispatchAsync();
    }

    private static async Task<(string Li, string Team)> LiAsync(Shop shop)
    {
        var team = (await shop.Client.PostAsync("/v1/teams", new { name = "Care" }).JsonAsync(HttpStatusCode.Created)).Text("id");
        return ((await shop.Client.PostAsync("/v1/staff", new { name = "Li", teamId = team }).JsonAsync(HttpStatusCode.Created)).Text("id"), team);
    }

    private static async Task<string> PromiseAsync(Shop shop, Guid customer, string? madeBy) => (await shop.Client.PostAsync(
        "/v1/promises", new { customerId = customer, what = "A sample.", dueOn = "2026-03-05", madeBy }).JsonAsync(HttpStatusCode.Created)).Text("id");

    private static async Task<string> CaseAsync(Shop shop, Guid customer, string topic) =>
        (await shop.Client.PostAsync("/v1/cases", new { customerId = customer, text = "It leaks.", topic }).JsonAsync(HttpStatusCode.Created)).Text("id");

    private static async Task SolveAsync(Shop shop, string id, string outcome)
    {
        await shop.Client.PostAsync($"/v1/cases/{id}/resolve", new { note = "Replaced." }).JsonAsync();
        await shop.Client.PostAsync($"/v1/cases/{id}/revisit", new { outcome }).JsonAsync();
    }

    private static async Task<List<JsonNode>> ItemsAsync(Shop shop, string by) => [.. (await shop.Client.GetAsync($"/v1/reports/reliability?by={by}").JsonAsync())["items"]!.AsArray().Select(i => i!)];

    private static async Task<List<(string Measure, long Kept, long Failed)>> MeasuresAsync(Shop shop) =>
        [.. (await ItemsAsync(shop, "merchant")).Single()["measures"]!.AsArray().Select(m => (m!.Text("measure"), m!["kept"]!.GetValue<long>(), m["failed"]!.GetValue<long>()))];

    private static (long Kept, long Failed) Counts(JsonNode item) =>
        (item["measures"]!.AsArray().Sum(m => m!["kept"]!.GetValue<long>()), item["measures"]!.AsArray().Sum(m => m!["failed"]!.GetValue<long>()));
}
