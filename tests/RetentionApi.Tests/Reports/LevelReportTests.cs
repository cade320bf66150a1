using System.Net;
using System.Text.Json.Nodes;
using NodaTime;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Reports;

/// <summary>Three visitors; the enquiries of two were answered in time, and nothing happened for a year.</summary>
public sealed class LevelReportTests(TestService service) : IClassFixture<TestService>
{
    private static readonly string[] Levels = ["basic", "proactive", "cooperative", "responsible", "interactive"];

    [Fact]
    public async Task Each_month_says_who_came_rose_and_fell_and_where_they_stand()
    {
        var shop = await YearAsync();

        var months = (await shop.ReportAsync("levels?from=2026-03&to=2027-02"))["months"]!.AsArray().Select(m => m!).ToList();

        months.Select(m => $"{m["entered"]} {m["rises"]} {m["falls"]}: {Standing(m)[0]} {Standing(m)[1]}").Should().Equal(
            ["3 2 0: 1 2", .. Enumerable.Repeat("0 0 0: 1 2", 5), "0 0 2: 3 0", .. Enumerable.Repeat("0 0 0: 3 0", 5)]);
        months[6]["flows"]!.AsArray().Select(f => (f!.Text("from"), f!.Text("to"), f!["customers"]!.GetValue<int>())).Should().Equal(("proactive", "basic", 2));
    }

    [Fact]
    public async Task Each_month_ends_with_what_the_one_before_ended_with_and_what_flowed()
    {
        var shop = await YearAsync();

        var months = (await shop.ReportAsync("levels?from=2026-02&to=2027-02"))["months"]!.AsArray().Select(m => m!).ToList();

        foreach (var (before, month) in months.Zip(months.Skip(1)))
            Standing(month).Should().Equal(Levels.Select((level, i) =>
                Standing(before)[i] + (level == "basic" ? month["entered"]!.GetValue<long>() : 0) + Flowed(month, "to", level) - Flowed(month, "from", level)));
        Standing(months[^1]).Sum().Should().Be((await shop.Client.GetAsync("/v1/customers?includeTotal=true").JsonAsync())["total"]!.GetValue<long>());
    }

    [Fact]
    public async Task Csv_has_the_same_numbers_and_the_picture_names_the_levels()
    {
        var shop = await YearAsync();
        var months = (await shop.ReportAsync("levels"))["months"]!.AsArray();

        var lines = await shop.CsvAsync("levels");
        var (_, words) = await shop.PictureAsync("levels", "zh-CN");

        lines.Select(l => (l["month"], string.Join(' ', Levels.Select(level => l[level])), l["falls"])).Should().Equal(
            months.Select(m => (m!.Text("month"), string.Join(' ', Standing(m!)), m!["falls"]!.ToJsonString())));
        words.Should().Contain(["各层级客户数", "基础", "主动", "互动", "2026-09", "客户数（人）"]);
    }

    [Fact]
    public async Task Who_objected_to_profiling_and_who_was_merged_away_stands_nowhere()
    {
        var shop = await YearAsync();
        var ids = new[] { await IdAsync(shop, "v-1"), await IdAsync(shop, "v-2"), await IdAsync(shop, "v-3") };
        await shop.Client.PutAsync($"/v1/customers/{ids[0]}/objections", System.Net.Http.Json.JsonContent.Create(new { profiling = true, marketing = false, restriction = false })).JsonAsync();
        await shop.Client.PostAsync($"/v1/customers/{ids[1]}/merge", new { duplicateId = ids[2] }).JsonAsync();
        await shop.Shop.DispatchAsync();

        var months = (await shop.ReportAsync("levels?from=2026-03&to=2026-03"))["months"]!.AsArray();

        Standing(months.Single()!).Sum().Should().Be(1);
    }

    /// <summary>It begins on the first of March at half past seven in the morning in Shanghai: in February still, by Greenwich.</summary>
    private async Task<ReportShop> YearAsync()
    {
        var shop = await ReportShop.OpenAsync(service, Instant.FromUtc(2026, 2, 28, 23, 30));
        foreach (var visitor in new[] { "v-1", "v-2", "v-3" })
            await shop.Shop.ReportAsync(visitor);
        foreach (var visitor in new[] { "v-1", "v-2" })
            await AnsweredEnquiryAsync(shop, visitor);
        service.Clock.Advance(Duration.FromDays(365));
        await shop.Shop.RunAsync("level-changes");
        await shop.Shop.DispatchAsync();
        return shop;
    }

    private async Task AnsweredEnquiryAsync(ReportShop shop, string visitor)
    {
        var now = Shop.Text(service.Clock.GetCurrentInstant());
        await shop.Client.PostAsync("/v1/interactions", new { source = "desk", externalId = visitor, kind = "enquiry", customerId = await IdAsync(shop, visitor), occurredAt = now, answeredAt = now })
            .JsonAsync(HttpStatusCode.Created);
        await shop.Shop.DispatchAsync();
    }

    private static async Task<string> IdAsync(ReportShop shop, string visitor) => (await shop.Client.GetAsync($"/v1/customers/~shop:{visitor}").JsonAsync())["customer"]!.Text("id");

    private static long[] Standing(JsonNode month) => [.. Levels.Select(level => month["customers"]![level]!.GetValue<long>())];

    private static long Flowed(JsonNode month, string end, string level) => month["flows"]!.AsArray().Where(f => f!.Text(end) == level).Sum(f => f!["customers"]!.GetValue<long>());
}
