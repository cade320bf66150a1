using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using NodaTime;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Reports;

/// <summary>Cohorts, levers and the ledger of one small shop, counted by hand: who bought from November to March, and why.</summary>
public sealed class BuyingReportTests(TestService service) : IClassFixture<TestService>
{
    [Fact]
    public async Task Levers_say_how_many_how_often_how_much_and_from_whom()
    {
        var shop = await ShopAsync();

        var february = Month(await shop.ReportAsync("levers"), "2026-02-01");

        Numbers(february, "customers", "orders", "ordersInOtherCurrencies", "ordersPerCustomer").Should().Equal(5, 7, 1, 1.2m);
        (Amount(february, "orderValue"), Amount(february, "revenueOfCustomers"), Amount(february, "revenue")).Should().Be((300, 1_800, 1_850));
        Sources(february).Should().Equal(("kept", 2, 3, 600), ("new", 1, 1, 500), ("referred", 1, 2, 300), ("wonBack", 1, 1, 400));
        (february["anonymous"]!["orders"]!.GetValue<int>(), february["anonymous"]!["ordersInOtherCurrencies"]!.GetValue<int>(), Amount(february["anonymous"]!, "revenue")).Should().Be((2, 1, 50));
    }

    [Fact]
    public async Task In_every_month_the_sources_add_up_and_the_levers_multiply_to_the_revenue()
    {
        var shop = await ShopAsync();

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
        var shop = await ShopAsync();

        var cohorts = (await shop.ReportAsync("cohorts?from=2025-11"))["cohorts"]!.AsArray().Select(c => (c!.Text("month"), c!["customers"]!.GetValue<int>(), Ordered(c!))).ToList();

        cohorts.Should().Equal(
            ("2025-11-01", 1, "1 0 0 1 0"), ("2025-12-01", 1, "1 1 1 0"), ("2026-01-01", 1, "1 1 0"), ("2026-02-01", 2, "2 0"), ("2026-03-01", 0, ""));
    }

    /// <summary>e after 84 days, a after 36, b on the next day by the clock of Shanghai, c too, who paid in dollars; d and f never.</summary>
    [Fact]
    public async Task Cohorts_say_who_ever_ordered_on_a_second_day_and_how_long_it_took()
    {
        var shop = await ShopAsync();

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
        var shop = await ShopAsync();

        var months = (await shop.ReportAsync("defections?from=2025-12"))["months"]!.AsArray();

        months.Select(m => (m!["wonBackSince"]!.GetValue<int>(), (decimal?)m["winBackRate"])).Should().Equal((0, null), (1, 0.5m), (0, null), (0, null));
    }

    [Fact]
    public async Task The_ledger_closes_with_what_it_opened_with_and_who_came_and_left()
    {
        var shop = await ShopAsync();

        var report = await shop.ReportAsync("defections?from=2025-12");

        report["months"]!.AsArray().Select(m => string.Join(' ', Numbers(m!, "opening", "new", "wonBack", "lost", "closing"))).Should().Equal("2 1 0 0 3", "3 1 0 2 2", "2 2 1 0 5", "5 0 0 0 5");
        report["causes"]!.AsArray().Select(c => (c!.Text("cause"), c!["told"]!.GetValue<int>(), c!["cumulativeShare"]!.GetValue<decimal>())).Should().Equal(("price", 1, 0.5m), ("moved", 1, 1));
    }

    [Fact]
    public async Task What_is_corrected_later_corrects_its_own_month()
    {
        var shop = await ShopAsync();
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
        var shop = await ShopAsync();
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
        var shop = await ShopAsync();
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
        var shop = await ShopAsync();
        await shop.CountAsync();

        var (svg, words) = await shop.PictureAsync(report, language);

        words.Should().Contain(expected);
        svg.Elements().Take(2).Select(e => e.Name.LocalName).Should().Equal("title", "desc");
    }

    [Fact]
    public async Task Another_merchant_sees_nothing_of_it()
    {
        await ShopAsync();
        var other = await ReportShop.OpenAsync(service);

        var months = (await other.ReportAsync("levers"))["months"]!.AsArray();

        months.Sum(m => m!["customers"]!.GetValue<long>() + m["anonymous"]!["orders"]!.GetValue<long>()).Should().Be(0);
    }

    /// <summary>e and d left in January, and e came back; b ordered half an hour before and ten minutes after February began in Shanghai; c was brought by a.</summary>
    private async Task<ReportShop> ShopAsync()
    {
        var shop = await ReportShop.OpenAsync(service);
        await shop.OrderAsync("d-1", "d", "2025-10-10T10:00:00+08:00", "60.00");
        await shop.OrderAsync("e-1", "e", "2025-11-20T10:00:00+08:00", "90.00");
        await shop.TellAsync("e", "2026-01-20T10:00:00+08:00", "price");
        await shop.TellAsync("d", "2026-01-25T10:00:00+08:00", "moved");
        await shop.OrderAsync("e-2", "e", "2026-02-12T10:00:00+08:00", "400.00");
        foreach (var (order, placedAt, amount) in new[] { ("a-1", "2025-12-10", "100.00"), ("a-2", "2026-01-15", "100.00"), ("a-3", "2026-02-10", "100.00"), ("a-4", "2026-02-11", "300.00") })
            await shop.OrderAsync(order, "a", $"{placedAt}T10:00:00+08:00", amount);
        await shop.OrderAsync("b-1", "b", "2026-01-31T15:30:00Z", "80.00");
        await shop.OrderAsync("b-2", "b", "2026-01-31T16:10:00Z", "200.00");
        await shop.Shop.ReportAsync("c");
        await shop.Client.PostAsync("/v1/referrals", new { source = "shop", externalId = "r-1", referrer = "~shop:a", referred = "~shop:c", occurredAt = "2026-02-04T10:00:00+08:00" })
            .JsonAsync(HttpStatusCode.Created);
        await shop.OrderAsync("c-1", "c", "2026-02-05T10:00:00+08:00", "300.00");
        await shop.OrderAsync("c-2", "c", "2026-02-06T10:00:00+08:00", "30.00", "USD");
        await shop.OrderAsync("f-1", "f", "2026-02-20T10:00:00+08:00", "500.00");
        await AnonymousAsync(shop);
        return shop;
    }

    /// <summary>One that counts, one in dollars, and two that do not count: cancelled, and paid back.</summary>
    private static async Task AnonymousAsync(ReportShop shop)
    {
        const string On = "2026-02-07T10:00:00+08:00";
        await shop.OrderAsync("n-1", null, On, "50.00");
        await shop.OrderAsync("n-2", null, On, "9.00", "USD");
        await shop.OrderAsync("n-3", null, On, "70.00", with: body => body.With("status", "cancelled"));
        await shop.OrderAsync("n-4", null, On, "80.00");
        await shop.Client.PostAsync("/v1/orders/~shop:n-4/returns", new
        {
            externalId = "r-4",
            reason = "changedMind",
            returnedAt = "2026-02-08T10:00:00+08:00",
            refund = new { amount = "80.00", currency = "CNY" },
            lines = new[] { new { lineNumber = 1, quantity = 1 } },
        }).JsonAsync(HttpStatusCode.Created);
    }

    private static JsonNode Month(JsonNode report, string month) => report["months"]!.AsArray().Single(m => m!.Text("month") == month)!;

    private static decimal[] Numbers(JsonNode month, params string[] members) => [.. members.Select(member => month[member]!.GetValue<decimal>())];

    private static decimal Amount(JsonNode month, string member) => decimal.Parse(month[member]!.Text("amount"), CultureInfo.InvariantCulture);

    private static string Ordered(JsonNode cohort) => string.Join(' ', cohort["months"]!.AsArray().Select(m => m!["customers"]));

    private static List<(string Name, long Customers, long Orders, decimal Revenue)> Sources(JsonNode month) =>
        [.. new[] { "kept", "new", "referred", "wonBack" }.Select(name => (name, month[name]!["customers"]!.GetValue<long>(), month[name]!["orders"]!.GetValue<long>(), Amount(month[name]!, "revenue")))];
}
