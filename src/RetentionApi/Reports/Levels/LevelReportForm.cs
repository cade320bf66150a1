using NodaTime;
using RetentionApi.CustomerPages;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.Relationships;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Persistence;
using RetentionApi.Reports.Charts;

namespace RetentionApi.Reports.Levels;

/// <summary>The levels as lines and as standing bars.</summary>
internal static class LevelReportForm
{
    private static readonly Level[] All = Enum.GetValues<Level>();

    private static readonly (Level From, Level To)[] Pairs = [.. from a in All from b in All where a != b select (a, b)];

    private static readonly PageText
        Title = new("Customers by level", "各层级客户数"),
        Subtitle = new("earned level at the end of each month", "每月末的实得层级"),
        Month = new("Month", "月份"),
        Count = new("Customers", "客户数（人）"),
        Description = new("Standing bars, one a month from {0} to {1}: how many customers stood at each of the five levels when it ended. In the last month: {2}.",
            "柱状图，{0} 至 {1} 每月一柱：月末处于五个层级的客户各有多少。最后一个月：{2}。");

    public static readonly ReportForm<LevelReportView> Form = new("levels", Table, Picture);

    public static readonly LevelReportView Example = new(
        Instant.FromUtc(2026, 3, 12, 3, 17), new LocalDate(2026, 3, 1), new LocalDate(2026, 3, 31),
        [new(new LocalDate(2026, 3, 1), new LevelCountsView(812, 164, 31, 402, 9), 58, 71, 12, [new(Level.Basic, Level.Responsible, 71), new(Level.Responsible, Level.Basic, 12)])]);

    private static ReportTable Table(LevelReportView report) => ReportTable.Of(report.Months,
    [
        ("month", m => m.Month),
        .. All.Select(level => (level.Word(), (Func<LevelMonthView, object?>)(m => m.Customers.At(level)))),
        ("entered", m => m.Entered),
        ("rises", m => m.Rises),
        ("falls", m => m.Falls),
        .. Pairs.Select(pair => ($"{pair.From.Word()}To{pair.To}", (Func<LevelMonthView, object?>)(m => m.Moved(pair.From, pair.To)))),
    ]);

    private static ReportPicture Picture(LevelReportView report, string language)
    {
        var plot = ChartStyle.Begin(Title.In(language), Subtitle.In(language));
        plot.Axes.Add(ChartStyle.Months(Month.In(language), report.Months.Select(m => m.Month)));
        plot.Axes.Add(ChartStyle.Values(Count.In(language), leastStep: 1));
        foreach (var (place, level) in All.Index())
            plot.Series.Add(ChartStyle.Bars(NameOf(level, language), ChartColours.Series[place], report.Months.Select(m => (double)m.Customers.At(level))));
        var last = report.Months[^1];
        return new ReportPicture(plot, ChartStyle.Say(
            Description, language, ChartStyle.NameOf(report.Months[0].Month), ChartStyle.NameOf(last.Month), string.Join(", ", All.Select(level => $"{NameOf(level, language)} {last.Customers.At(level)}"))));
    }

    private static string NameOf(Level level, string language) => Words.Of(level.Word(), language == ReaderLanguage.Chinese);
}
