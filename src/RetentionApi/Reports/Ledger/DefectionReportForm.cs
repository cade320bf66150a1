using NodaTime;
using RetentionApi.CustomerPages;
using RetentionApi.Domain.Defections;
using RetentionApi.Platform.Persistence;
using RetentionApi.Reports.Charts;

namespace RetentionApi.Reports.Ledger;

/// <summary>The ledger as lines, and its causes as a Pareto chart.</summary>
internal static class DefectionReportForm
{
    private static readonly (DefectionCause Cause, CauseKnowledge Known)[] Reasons =
        [.. from cause in Enum.GetValues<DefectionCause>() from known in Enum.GetValues<CauseKnowledge>() select (cause, known)];

    private static readonly PageText
        Title = new("Why customers left", "客户流失原因"),
        Subtitle = new("customers lost from {0} to {1}, most frequent cause first", "{0} 至 {1} 流失的客户，按原因从多到少"),
        Cause = new("Cause", "原因"),
        Customers = new("Customers lost", "流失客户数（人）"),
        Cumulative = new("Cumulative share, %", "累计占比（%）"),
        Description = new("A Pareto chart: standing bars, one a cause, of how many customers left for it, divided by whether they told it, it was inferred, or it is unknown; a line adds their shares up to 100 %. {0} were lost.",
            "帕累托图：每个原因一柱，表示因此流失的客户数，分为客户告知、推断、未知；折线为累计占比，直到 100%。共流失 {0} 人。");

    private static readonly Dictionary<CauseKnowledge, PageText> Knowledge = new()
    {
        [CauseKnowledge.Told] = new("told", "客户告知"),
        [CauseKnowledge.Inferred] = new("inferred", "推断"),
        [CauseKnowledge.Unknown] = new("unknown", "未知"),
    };

    private static readonly Dictionary<DefectionCause, PageText> Causes = new()
    {
        [DefectionCause.Price] = new("price", "价格"),
        [DefectionCause.Convenience] = new("convenience", "便利"),
        [DefectionCause.Quality] = new("quality", "质量"),
        [DefectionCause.Relationship] = new("how they were treated", "服务"),
        [DefectionCause.Environment] = new("environment", "环境"),
        [DefectionCause.NoLongerNeeded] = new("no longer needed", "不再需要"),
        [DefectionCause.Moved] = new("moved", "搬走"),
        [DefectionCause.Unknown] = new("unknown", "未知"),
    };

    public static readonly ReportForm<DefectionReportView> Form = new("defections", Table, Picture);

    public static readonly DefectionReportView Example = DefectionReportView.Of(
        Instant.FromUtc(2026, 10, 31, 3, 17), new ReportPeriod(new LocalDate(2026, 10, 1), new LocalDate(2026, 10, 31)), [new LedgerMonth(new LocalDate(2026, 10, 1), 812, 64, 9, 31)],
        [
            new(new LocalDate(2026, 10, 1), DefectionCause.Quality, CauseKnowledge.Told, 6, 0, 1),
            new(new LocalDate(2026, 10, 1), DefectionCause.Quality, CauseKnowledge.Inferred, 11, 2, 3),
            new(new LocalDate(2026, 10, 1), DefectionCause.Price, CauseKnowledge.Told, 5, 3, 0),
            new(new LocalDate(2026, 10, 1), DefectionCause.Unknown, CauseKnowledge.Unknown, 9, 4, 2),
        ]);

    private static ReportTable Table(DefectionReportView report) => ReportTable.Of(report.Months,
    [
        ("month", m => m.Month),
        ("opening", m => m.Opening),
        ("new", m => m.New),
        ("wonBack", m => m.WonBack),
        ("lost", m => m.Lost),
        ("closing", m => m.Closing),
        ("wonBackSince", m => m.WonBackSince),
        ("winBackRate", m => m.WinBackRate),
        .. Reasons.Select(reason => ($"{reason.Cause.Word()}{reason.Known}", (Func<LedgerMonthView, object?>)(m => m.For(reason.Cause, reason.Known)))),
    ]);

    private static ReportPicture Picture(DefectionReportView report, string language)
    {
        var plot = ChartStyle.Begin(Title.In(language), ChartStyle.Say(Subtitle, language, ChartStyle.NameOf(report.From), ChartStyle.NameOf(report.To)));
        plot.Axes.Add(ChartStyle.Categories(Cause.In(language), [.. report.Causes.Select(c => Causes[c.Cause].In(language))]));
        plot.Axes.Add(ChartStyle.Values(Customers.In(language), leastStep: 1));
        plot.Axes.Add(ChartStyle.Values(Cumulative.In(language), ChartStyle.Right, most: 105)); // the point at 100 is to be seen whole
        AddBars(CauseKnowledge.Told, c => c.Told);
        AddBars(CauseKnowledge.Inferred, c => c.Inferred);
        AddBars(CauseKnowledge.Unknown, c => c.Unknown);
        plot.Series.Add(ChartStyle.Line(Cumulative.In(language), ChartColours.Purple, report.Causes.Select(c => (double?)(100 * c.CumulativeShare)), ChartStyle.Right));
        return new ReportPicture(plot, ChartStyle.Say(Description, language, report.Causes.Sum(c => c.Customers)));

        void AddBars(CauseKnowledge known, Func<CauseShareView, long> count)
        {
            var colour = known switch { CauseKnowledge.Told => ChartColours.Blue, CauseKnowledge.Inferred => ChartColours.Vermilion, _ => ChartColours.Text };
            plot.Series.Add(ChartStyle.Bars(Knowledge[known].In(language), colour, report.Causes.Select(c => (double)count(c))));
        }
    }
}
