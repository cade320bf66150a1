using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using NodaTime;
using RetentionApi.Tests.Support;
using static RetentionApi.Tests.Reports.BuyingMonths;

namespace RetentionApi.Tests.Reports;

/// <summary>Cohorts, levers and the ledger of one small shop, counted by hand: who bought from November to March, and why.</summary>
public sealed class BuyingReportTests(TestService service) : IClassFixture<TestService>
{
    [Fact]
    public async Task Levers_say_how_many_how_often_how_much_and_from_whom()
    {
        var shop = await service.BuyingShopAsync();

        var february = Month(await shop.ReportAsync("levers"), "2026-02-01");

        Numbers(february, "customers", "orders", "ordersInOtherCurrencies", "ordersPerCustomer").Should().Equal(5, 7, 1, 1.2m);
        (Amount(february, "orderValue"), Amount(february, "revenueOfCustomers"), Amount(february, "revenue")).Should().Be((300, 1_800, 1_850));
        Sources(february).Should().Equal(("kept", 2, 3, 600), ("new", 1, 1, 500), ("referred", 1, 2, 300), ("wonBack", 1, 1, 400));
        (february["anonymous"]!["orders"]!.GetValue<int>(), february["anonymous"]!["ordersInOtherCurrencies"]!.GetValue<int>(), Amount(february["anonymous"]!, "revenue")).Should().Be((2, 1, 50));
    }

    [Fact]
    public async Task In_every_month_the_sources_add_up_and_the_levers_multiply_to_the_revenue()
    {
        var shop = await service.BuyingShopAsync();

        foreach (var month in (await shop.ReportAsync("levers"))["months"]!.AsArray().Select(m => m!))
        {
            var (customers, revenue) = (month["customers"]!.GetValue<long>(), Amount(month, "revenueOfCustomers"));
            (Sources(month).Sum(s => s.Customers), Sources(month).Sum(s => s.Orders), Sources(month).Sum(s => s.Revenue)).Should().Be((customers, month["orders"]!.GetValue<long>(), revenue));
            (revenue + Amount(month["anonymous"]!, "revenue")).Should().Be(Amount(month, "revenue"));
            if (customers > 0)
                (customers * month["ordersPerCustomer"]!.GetValue<decimal>() * Amount(month, "orderValue")).Should().BeApproximately(revenue, 0.001m * revenue);
        }
    }

    [Fact]
    public async Task Cohorts_say_who_ordered_again()
    {
        var shop = await service.BuyingShopAsync();

        var cohorts = (await shop.ReportAsync("cohorts?from=2025-11"))["cohorts"]!.AsArray().Select(c => (c!.Text("month"), c!["customers"]!.GetValue<int>(), Ordered(c!))).ToList();

        cohorts.Should().Equal(
            ("2025-11-01", 1, "1 0 0 1 0"), ("2025-12-01", 1, "1 1 1 0"), ("2026-01-01", 1, "1 1 0"), ("2026-02-01", 2, "2 0"), ("2026-03-01", 0, ""));
    }

    /// <summary>e after 84 days, a after 36, b on the next day by the clock of Shanghai, c too, who paid in dollars; d and f never.</summary>
    [Fact]
    public async Task Cohorts_say_who_ever_ordered_on_a_second_day_and_how_long_it_took()
    {
        var shop = await service.BuyingShopAsync();

        var cohorts = (await shop.ReportAsync("cohorts?from=2025-10"))["cohorts"]!.AsArray();

        cohorts.Select(c => string.Join(' ', new[] { "orderedAgain", "secondOrderRate", "medianDaysToSecondOrder" }.Select(member => c![member]?.ToJsonString() ?? "–"))).Should().Equal(
            "0 0 –", "1 1 84", "1 1 36", "1 1 1", "1 0.5 1", "0 – –");
    }

    [Fact]
    public async Task The_median_is_that_of_those_who_ordered_again()
    {
        var shop = await ReportShop.OpenAsync(service);
        foreach (var (customer, days) in new[] { ("a", 3), ("b", 10), ("c", 20), ("d", 0) })
            foreach (var day in new[] { 1, 1 + days })
                await shop.OrderAsync($"{customer}-{day}-{days}", customer, $"2026-02-{day:00}T10:00:00+08:00", "10.00");

        var cohort = (await shop.ReportAsync("cohorts?from=2026-02"))["cohorts"]![0]!;

        Numbers(cohort, "customers", "orderedAgain", "secondOrderRate", "medianDaysToSecondOrder").Should().Equal(4, 3, 0.75m, 10);
    }

    [Fact]
    public async Task The_win_back_rate_is_that_of_those_lost_in_the_month_whenever_they_came_back()
    {
        var shop = await service.BuyingShopAsync();

        var months = (await shop.ReportAsync("defections?from=2025-12"))["months"]!.AsArray();

        months.Select(m => (m!["wonBackSince"]!.GetValue<int>(), (decimal?)m["winBackRate"])).Should().Equal((0, null), (1, 0.5m), (0, null), (0, null));
    }

    [Fact]
    public async Task The_ledger_closes_with_what_it_opened_with_and_who_came_and_left()
    {
        var shop = await service.BuyingShopAsync();

        var report = await shop.ReportAsync("defections?from=2025-12");

        report["months"]!.AsArray().Select(m => string.Join(' ', Numbers(m!, "opening", "new", "wonBack", "lost", "closing"))).Should().Equal("2 1 0 0 3", "3 1 0 2 2", "2 2 1 0 5", "5 0 0 0 5");
        report["causes"]!.AsArray().Select(c => (c!.Text("cause"), c!["told"]!.GetValue<int>(), c!["cumulativeShare"]!.GetValue<decimal>())).Should().Equal(("price", 1, 0.5m), ("moved", 1, 1));
    }

    [Fact]
    public async Task What_is_corrected_later_corrects_its_own_month()
    {
        var shop = await service.BuyingShopAsync();
        service.Clock.Advance(Duration.FromHours(1));
        await shop.OrderAsync("f-1", "f", "2026-02-20T10:00:00+08:00", "500.00", with: body => body.With("status", "cancelled").With("updatedAt", Shop.Text(service.Clock.GetCurrentInstant())));
        await shop.OrderAsync("b-0", "b", "2025-12-31T23:59:00+08:00", "70.00");

        var levers = await shop.ReportAsync("levers");
        var cohorts = (await shop.ReportAsync("cohorts?from=2025-12"))["cohorts"]!.AsArray();

        Sources(Month(levers, "2026-02-01"))[1].Should().Be(("new", 0, 0, 0));
        (Amount(Month(levers, "2025-12-01"), "revenue"), Sources(Month(levers, "2026-01-01"))[0].Customers).Should().Be((170, 2));
        cohorts.Select(c => c!["customers"]!.GetValue<int>()).Should().Equal(2, 0, 1, 0);
    }

    [Fact]
    public async Task Merged_they_are_one_customer_of_the_earlier_month()
    {
        var shop = await service.BuyingShopAsync();
        async Task<string> IdAsync(string customer) => (await shop.Client.GetAsync($"/v1/customers/~shop:{customer}").JsonAsync())["customer"]!.Text("id");
        await shop.Client.PostAsync($"/v1/customers/{await IdAsync("a")}/merge", new { duplicateId = await IdAsync("f") }).JsonAsync();
        await shop.Shop.DispatchAsync();

        var february = Month(await shop.ReportAsync("levers"), "2026-02-01");

        Sources(february).Should().Equal(("kept", 2, 4, 1_100), ("new", 0, 0, 0), ("referred", 1, 2, 300), ("wonBack", 1, 1, 400));
    }

    [Theory]
    [InlineData("levers", "months", "month")]
    [InlineData("cohorts", "cohorts", "cohort")]
    [InlineData("defections", "months", "month")]
    public async Task Csv_has_the_same_numbers(string report, string list, string key)
    {
        var shop = await service.BuyingShopAsync();
        var json = (await shop.ReportAsync(report))[list]!.AsArray().Select(m => m!).ToDictionary(m => m.Text("month"));

        foreach (var line in await shop.CsvAsync(report))
        {
            var month = json[line[key]];
            foreach (var (column, value) in line.Where(c => month[c.Key] is JsonValue number && number.GetValueKind() is JsonValueKind.Number))
                decimal.Parse(value, CultureInfo.InvariantCulture).Should().Be(month[column]!.GetValue<decimal>(), column);
            foreach (var (column, value) in line.Where(c => month[c.Key] is JsonObject))
                decimal.Parse(value, CultureInfo.InvariantCulture).Should().Be(Amount(month, column), column);
            if (report == "cohorts")
                line["ordered"].Should().Be(month["months"]![int.Parse(line["monthsLater"], CultureInfo.InvariantCulture)]!["customers"]!.ToJsonString());
        }
    }

    [Theory]
    [InlineData("levers", "en", "Customers × orders × value", "2026-02", "won back", "Revenue, CNY")]
    [InlineData("levers", "zh-CN", "客户数 × 下单频次 × 客单价", "2026-02", "赢回客户", "收入（CNY）")]
    [InlineData("cohorts", "en", "Months after the first order", "2026-02 (2)", "100", "Share, %")]
    [InlineData("cohorts", "zh-CN", "首单后第几个月", "2026-02 (2)", "100", "比例（%）")]
    [InlineData("defections", "en", "Why customers left", "price", "told", "Cumulative share, %")]
    [InlineData("defections", "zh-CN", "客户流失原因", "价格", "客户告知", "累计占比（%）")]
    public async Task Pictures_are_labelled_in_the_readers_language(string report, string language, params string[] expected)
    {
        var shop = await service.BuyingShopAsync();
        await shop.CountAsync();

        var (svg, words) = await shop.PictureAsync(report, language);

        words.Should().Contain(expected);
        svg.Elements().Take(2).Select(e => e.Name.LocalName).Should().Equal("title", "desc");
    }

    [Fact]
    public async Task Another_merchant_sees_nothing_of_it()
    {
        await service.BuyingShopAsync();
        var other = await ReportShop.OpenAsync(service);

        var months = (await other.ReportAsync("levers"))["months"]!.AsArray();

        months.Sum(m => m!["customers"]!.GetValue<long>() + m["anonymous"]!["orders"]!.GetValue<long>()).Should().Be(0);
    }
}
