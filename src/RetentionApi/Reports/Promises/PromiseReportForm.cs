using NodaTime;

namespace RetentionApi.Reports.Promises;

/// <summary>One line a month and source; the months' totals are their sums.</summary>
internal static class PromiseReportForm
{
    public static readonly ReportForm<PromiseReportView> Form = new("promises", Table);

    public static readonly PromiseReportView Example = ExampleOf(new("delivery", PromiseCountsView.Of(340, 6, 3, 4, 21)), new("case", PromiseCountsView.Of(11, 0, 1, 0, 2)));

    private static ReportTable Table(PromiseReportView report) => ReportTable.Of(
        report.Months.SelectMany(m => m.Sources, (month, of) => (month.Month, of.Source, of.Counts)),
        ("month", r => r.Month),
        ("source", r => r.Source),
        ("due", r => r.Counts.Due),
        ("kept", r => r.Counts.Kept),
        ("broken", r => r.Counts.Broken),
        ("repaired", r => r.Counts.Repaired),
        ("renegotiated", r => r.Counts.Renegotiated),
        ("open", r => r.Counts.Open),
        ("keptShare", r => r.Counts.KeptShare));

    private static PromiseReportView ExampleOf(params PromiseSourceView[] sources)
    {
        var month = new LocalDate(2026, 3, 1);
        return new(
            Instant.FromUtc(2026, 3, 12, 3, 17), month, month.PlusMonths(1).PlusDays(-1), [new PromiseMonthView(month, PromiseCountsView.Sum([.. sources.Select(s => s.Counts)]), sources)]);
    }
}
