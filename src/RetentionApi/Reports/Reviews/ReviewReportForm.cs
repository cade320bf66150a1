using NodaTime;
using RetentionApi.Domain.Relationships;
using RetentionApi.Platform.Persistence;
using RetentionApi.Reviews;

namespace RetentionApi.Reports.Reviews;

/// <summary>One line a review.</summary>
internal static class ReviewReportForm
{
    public static readonly ReportForm<ReviewReportView> Form = new("reviews", Table);

    public static readonly ReviewReportView Example = new(
        new LocalDate(2025, 10, 1), new LocalDate(2026, 3, 31),
        [ReviewedQuarterView.Of(ReviewExamples.Review)]);

    private static ReportTable Table(ReviewReportView report) => ReportTable.Of(report.Reviews,
    [
        ("reviewId", r => r.ReviewId.ToString()),
        ("quarter", r => r.Quarter),
        ("segmentId", r => r.SegmentId?.ToString()),
        ("segmentName", r => r.SegmentName),
        ("stage", r => r.Stage),
        ("customers", r => r.Figures.Customers),
        ("newcomers", r => r.Figures.Newcomers),
        .. Enum.GetValues<Level>().SelectMany(LevelColumns),
        ("risen", r => r.Figures.Risen),
        ("fallen", r => r.Figures.Fallen),
        .. Enum.GetValues<TrustLayer>().SelectMany(TrustColumns),
        ("lost", r => r.Figures.Lost),
        ("wonBack", r => r.Figures.WonBack),
        ("goals", r => r.Goals.Total),
        ("goalsReached", r => r.Goals.Reached),
        ("goalsMissed", r => r.Goals.Missed),
        ("goalsOpen", r => r.Goals.Open),
        ("improvements", r => r.Improvements.Total),
        ("suggested", r => r.Improvements.Suggested),
        ("owed", r => r.Improvements.Owed),
        ("overdue", r => r.Improvements.Overdue),
        ("done", r => r.Improvements.Done),
        ("inTime", r => r.Improvements.InTime),
        ("late", r => r.Improvements.Late),
        ("dropped", r => r.Improvements.Dropped),
    ]);

    private static IEnumerable<(string, Func<ReviewedQuarterView, object?>)> LevelColumns(Level level) =>
    [
        ($"{level.Word()}AtStart", r => r.Figures.Levels.SingleOrDefault(l => l.Level == level)?.AtStart),
        ($"{level.Word()}AtEnd", r => r.Figures.Levels.SingleOrDefault(l => l.Level == level)?.AtEnd),
    ];

    private static IEnumerable<(string, Func<ReviewedQuarterView, object?>)> TrustColumns(TrustLayer layer) =>
    [
        ($"{layer.Word()}Trust", r => r.Figures.Trust.SingleOrDefault(t => t.Layer == layer)?.Mean),
        ($"{layer.Word()}Known", r => r.Figures.Trust.SingleOrDefault(t => t.Layer == layer)?.Known),
    ];
}
