using System.Globalization;
using NodaTime;
using OxyPlot;
using OxyPlot.Annotations;
using OxyPlot.Axes;
using RetentionApi.CustomerPages;
using RetentionApi.Reports.Charts;

namespace RetentionApi.Reports.Cohorts;

/// <summary>Cohorts as lines and as a heat map.</summary>
internal static class CohortReportForm
{
    /// <summary>As many as can be read in a picture; JSON and CSV have all.</summary>
    private const int MostCohorts = 24, MostMonthsLater = 24;

    private static readonly PageText
        Title = new("Who ordered again, by month of first order", "按首单月份的复购率"),
        Subtitle = new("share of the cohort that ordered in a later month", "同期首单客户在之后各月下单的比例"),
        MonthsLater = new("Months after the first order", "首单后第几个月"),
        Cohort = new("Month of first order (customers)", "首单月份（客户数）"),
        Share = new("Share, %", "比例（%）"),
        Description = new("A heat map of the cohorts from {0} to {1}: each line is the customers who first ordered in a month, each cell the percentage of them who ordered so many months later.",
            "热力图，首单月份 {0} 至 {1}：每行是当月首次下单的客户，每格是其中在若干个月后再次下单的百分比。");

    public static readonly ReportForm<CohortReportView> Form = new("cohorts", Table, Picture);

    public static readonly CohortReportView Example = new(
        Instant.FromUtc(2026, 3, 12, 3, 17), new LocalDate(2026, 1, 1), new LocalDate(2026, 1, 31),
        [new(new LocalDate(2026, 1, 1), 64, 19, 0.2969m, 34, [new(0, 64, 1), new(1, 12, 0.1875m), new(2, 9, 0.1406m)])]);

    private static ReportTable Table(CohortReportView report) => ReportTable.Of(
        report.Cohorts.SelectMany(c => c.Months, (cohort, month) => (cohort, month)),
        ("cohort", r => r.cohort.Month), ("customers", r => r.cohort.Customers), ("orderedAgain", r => r.cohort.OrderedAgain), ("secondOrderRate", r => r.cohort.SecondOrderRate),
        ("medianDaysToSecondOrder", r => r.cohort.MedianDaysToSecondOrder), ("monthsLater", r => r.month.MonthsLater), ("ordered", r => r.month.Customers), ("share", r => r.month.Share));

    private static ReportPicture Picture(CohortReportView report, string language)
    {
        var plot = ChartStyle.Begin(Title.In(language), Subtitle.In(language));
        CohortView[] cohorts = [.. report.Cohorts.TakeLast(MostCohorts)];
        var columns = cohorts.Select(c => Math.Min(c.Months.Count, MostMonthsLater)).DefaultIfEmpty().Max();
        plot.Axes.Add(ChartStyle.Categories(MonthsLater.In(language), [.. Enumerable.Range(0, Math.Max(columns, 1)).Select(k => k.ToString(CultureInfo.InvariantCulture))]));
        plot.Axes.Add(Rows(Cohort.In(language), cohorts));
        var most = MostLater(cohorts);
        plot.Axes.Add(Scale(Share.In(language), most));
        foreach (var (row, cohort) in cohorts.Index())
            foreach (var month in cohort.Months.Take(MostMonthsLater))
                plot.Annotations.Add(Cell(month, row, most));
        return new ReportPicture(plot, ChartStyle.Say(Description, language, ChartStyle.NameOf(report.From), ChartStyle.NameOf(report.To)));
    }

    /// <summary>The oldest on top.</summary>
    private static CategoryAxis Rows(string title, IReadOnlyList<CohortView> cohorts)
    {
        var axis = ChartStyle.Styled(new CategoryAxis { Key = ChartStyle.Left, Position = AxisPosition.Left, Title = title, StartPosition = 1, EndPosition = 0, GapWidth = 0 });
        axis.Labels.AddRange(cohorts.Select(c => $"{ChartStyle.NameOf(c.Month)} ({c.Customers.ToString("N0", CultureInfo.InvariantCulture)})"));
        return axis;
    }

    /// <summary>Where the colours end. In the month of the first order it is always all, which would leave no difference to see among the others.</summary>
    private static decimal MostLater(IEnumerable<CohortView> cohorts) => cohorts.SelectMany(c => c.Months).Where(m => m is { MonthsLater: > 0, Share: > 0 }).Select(m => m.Share).DefaultIfEmpty(1).Max();

    /// <summary>What the colours mean.</summary>
    private static LinearColorAxis Scale(string title, decimal most) => ChartStyle.Styled(new LinearColorAxis
    {
        Key = "share",
        Position = AxisPosition.Right,
        Title = title,
        Minimum = 0,
        Maximum = (double)(100 * most),
        Palette = new OxyPalette([.. Enumerable.Range(0, 101).Select(percent => ChartColours.OfShare(percent / 100.0))]),
    });

    private static RectangleAnnotation Cell(CohortMonthView month, int row, decimal most) => new()
    {
        XAxisKey = ChartStyle.Along,
        YAxisKey = ChartStyle.Left,
        MinimumX = month.MonthsLater - 0.5,
        MaximumX = month.MonthsLater + 0.5,
        MinimumY = row - 0.5,
        MaximumY = row + 0.5,
        Fill = ChartColours.OfShare((double)(month.Share / most)),
        StrokeThickness = 0,
        Text = (100 * month.Share).ToString("0", CultureInfo.InvariantCulture),
        TextColor = OxyColors.White,
        FontSize = 11,
    };
}
