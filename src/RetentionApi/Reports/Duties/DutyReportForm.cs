using NodaTime;
using RetentionApi.Domain.FollowUps;
using RetentionApi.Domain.Relationships;

namespace RetentionApi.Reports.Duties;

/// <summary>One line a month, kind and level; the months' totals are their sums.</summary>
internal static class DutyReportForm
{
    public static readonly ReportForm<DutyReportView> Form = new("duties", Table);

    public static readonly DutyReportView Example = ExampleOf(
        new(FollowUpKind.Answer, Level.Proactive, DutyCountsView.Of(61, 3, 1, 0, 64, 0)), new(FollowUpKind.QualityCheck, Level.Responsible, DutyCountsView.Of(208, 6, 11, 2, 131, 17)));

    private static ReportTable Table(DutyReportView report) => ReportTable.Of(
        report.Months.SelectMany(m => m.Kinds, (month, of) => (month.Month, of.Kind, of.Level, of.Counts)),
        ("month", r => r.Month),
        ("kind", r => r.Kind),
        ("level", r => r.Level),
        ("owed", r => r.Counts.Owed),
        ("done", r => r.Counts.Done),
        ("inTime", r => r.Counts.InTime),
        ("late", r => r.Counts.Late),
        ("missed", r => r.Counts.Missed),
        ("skipped", r => r.Counts.Skipped),
        ("answered", r => r.Counts.Answered),
        ("notReachable", r => r.Counts.NotReachable),
        ("inTimeShare", r => r.Counts.InTimeShare));

    private static DutyReportView ExampleOf(params DutyKindView[] kinds)
    {
        var month = new LocalDate(2026, 3, 1);
        return new(month, month.PlusMonths(1).PlusDays(-1), [new DutyMonthView(month, DutyCountsView.Sum([.. kinds.Select(k => k.Counts)]), kinds)]);
    }
}
