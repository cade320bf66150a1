using NodaTime;
using OxyPlot;
using RetentionApi.CustomerPages;
using RetentionApi.Merchants;
using RetentionApi.Reports.Charts;

namespace RetentionApi.Reports.Levers;

/// <summary>The levers as lines, and as standing bars of revenue with the levers above them.</summary>
internal static class LeverReportForm
{
    private static readonly PageText
        Title = new("Customers × orders × value", "客户数 × 下单频次 × 客单价"),
        Subtitle = new("revenue by where it came from, and the three levers", "收入来源与三个增长杠杆"),
        Month = new("Month", "月份"),
        Revenue = new("Revenue, {0}", "收入（{0}）"),
        Index = new("Levers, first month = 100", "杠杆指数（首月 = 100）"),
        Kept = new("kept", "留存客户"),
        New = new("new", "新客户"),
        Referred = new("referred", "转介绍客户"),
        WonBack = new("won back", "赢回客户"),
        Anonymous = new("anonymous orders", "匿名订单"),
        Customers = new("customers", "客户数"),
        Frequency = new("orders of a customer", "下单频次"),
        Value = new("value of an order", "客单价"),
        Description = new("Standing bars, one a month from {0} to {1}: revenue by whether customers were kept, new, referred or won back, and of anonymous orders. Three lines: customers, orders of a customer and value of an order, each as a percentage of its first month.",
            "柱状图，{0} 至 {1} 每月一柱：按留存、新增、转介绍、赢回客户和匿名订单划分的收入。三条折线：客户数、下单频次、客单价，均以首月为 100。");

    private static readonly (string Name, PageText Text, Func<LeverMonthView, LeverSourceView> Of)[] Sources =
        [("kept", Kept, m => m.Kept), ("new", New, m => m.New), ("referred", Referred, m => m.Referred), ("wonBack", WonBack, m => m.WonBack)];

    public static readonly ReportForm<LeverReportView> Form = new("levers", Table, Picture);

    public static readonly LeverReportView Example = new(
        Instant.FromUtc(2026, 3, 12, 3, 17), new LocalDate(2026, 2, 1), new LocalDate(2026, 2, 28), ExampleShop.Currency,
        [
            new(new LocalDate(2026, 2, 1), 200, 1.25m, ExampleShop.Yuan(200), ExampleShop.Yuan(50_000), 251, 1,
                new(150, 196, ExampleShop.Yuan(39_000)), new(38, 42, ExampleShop.Yuan(8_200)), new(7, 8, ExampleShop.Yuan(1_700)), new(5, 5, ExampleShop.Yuan(1_100)),
                new(31, 0, ExampleShop.Yuan(4_650)), ExampleShop.Yuan(54_650)),
        ]);

    private static ReportTable Table(LeverReportView report) => ReportTable.Of(report.Months,
    [
        ("month", m => m.Month),
        ("customers", m => m.Customers),
        ("ordersPerCustomer", m => m.OrdersPerCustomer),
        ("orderValue", m => m.OrderValue?.Amount),
        ("revenueOfCustomers", m => m.RevenueOfCustomers.Amount),
        ("orders", m => m.Orders),
        ("ordersInOtherCurrencies", m => m.OrdersInOtherCurrencies),
        .. Sources.SelectMany(source => new (string, Func<LeverMonthView, object?>)[]
        {
            ($"{source.Name}Customers", m => source.Of(m).Customers),
            ($"{source.Name}Orders", m => source.Of(m).Orders),
            ($"{source.Name}Revenue", m => source.Of(m).Revenue.Amount),
        }),
        ("anonymousOrders", m => m.Anonymous.Orders),
        ("anonymousOrdersInOtherCurrencies", m => m.Anonymous.OrdersInOtherCurrencies),
        ("anonymousRevenue", m => m.Anonymous.Revenue.Amount),
        ("revenue", m => m.Revenue.Amount),
        ("currency", _ => report.Currency),
    ]);

    private static ReportPicture Picture(LeverReportView report, string language)
    {
        var plot = ChartStyle.Begin(Title.In(language), Subtitle.In(language));
        plot.Axes.Add(ChartStyle.Months(Month.In(language), report.Months.Select(m => m.Month)));
        var (revenue, levers) = (ChartStyle.Values(ChartStyle.Say(Revenue, language, report.Currency)), ChartStyle.Values(Index.In(language), ChartStyle.Right));
        (revenue.EndPosition, levers.StartPosition) = (0.62, 0.68); // the lines stand above the bars, not on them
        plot.Axes.Add(revenue);
        plot.Axes.Add(levers);
        foreach (var (place, source) in Sources.Index())
            plot.Series.Add(ChartStyle.Bars(source.Text.In(language), ChartColours.Series[place], report.Months.Select(m => (double)source.Of(m).Revenue.Amount)));
        plot.Series.Add(ChartStyle.Bars(Anonymous.In(language), ChartColours.Text, report.Months.Select(m => (double)m.Anonymous.Revenue.Amount)));
        AddLever(Customers, ChartColours.Blue, LineStyle.Solid, m => m.Customers);
        AddLever(Frequency, ChartColours.Vermilion, LineStyle.Dash, m => m.OrdersPerCustomer);
        AddLever(Value, ChartColours.Brown, LineStyle.Dot, m => m.OrderValue?.Amount);
        return new ReportPicture(plot, ChartStyle.Say(Description, language, ChartStyle.NameOf(report.From), ChartStyle.NameOf(report.To)));

        void AddLever(PageText name, OxyColor colour, LineStyle style, Func<LeverMonthView, decimal?> lever)
        {
            var first = report.Months.Select(lever).FirstOrDefault(value => value > 0);
            var line = ChartStyle.Line(name.In(language), colour, report.Months.Select(m => (double?)(100 * lever(m) / first)), ChartStyle.Right);
            line.LineStyle = style;
            plot.Series.Add(line);
        }
    }
}
