using NodaTime;
using RetentionApi.Domain.Reviews;
using RetentionApi.Reviews;

namespace RetentionApi.Reports.Reviews;

/// <summary>The reviews of the quarters that the time touches.</summary>
/// <param name="From">The first day.</param>
/// <param name="To">The last day.</param>
/// <param name="Reviews">Oldest quarter first.</param>
internal sealed record ReviewReportView(LocalDate From, LocalDate To, IReadOnlyList<ReviewedQuarterView> Reviews);

/// <param name="Quarter">Like `2026-Q1`.</param>
/// <param name="SegmentId">Null: all customers.</param>
/// <param name="Figures">What moved is seen against the line of the quarter before.</param>
internal sealed record ReviewedQuarterView(
    Guid ReviewId, string Quarter, Guid? SegmentId, string? SegmentName, ReviewStage Stage, ReviewFigures Figures, GoalCountsView Goals, ImprovementCountsView Improvements)
{
    public static ReviewedQuarterView Of(ReviewView review) => new(
        review.Id, review.Quarter, review.SegmentId, review.SegmentName, review.Stage, review.Figures, GoalCountsView.Of(review.Goals), ImprovementCountsView.Of(review.Improvements));
}

/// <summary>total = reached + missed + open, always.</summary>
/// <param name="Open">Of which it is not known yet.</param>
internal sealed record GoalCountsView(int Total, int Reached, int Missed, int Open)
{
    public static GoalCountsView Of(IReadOnlyList<ReviewGoal> goals) =>
        new(goals.Count, goals.Count(g => g.Reached is true), goals.Count(g => g.Reached is false), goals.Count(g => g.Reached is null));
}

/// <summary>total = suggested + owed + done + dropped, and done = inTime + late, always.</summary>
/// <param name="Suggested">Not decided yet.</param>
/// <param name="Owed">Decided, and still to be done.</param>
/// <param name="Overdue">Of those owed: past the deadline.</param>
internal sealed record ImprovementCountsView(int Total, int Suggested, int Owed, int Overdue, int Done, int InTime, int Late, int Dropped)
{
    public static ImprovementCountsView Of(IReadOnlyList<ImprovementView> lines)
    {
        int Count(ImprovementStatus status, bool? isMissed = null) => lines.Count(l => l.Status == status && (isMissed is null || isMissed == l.MissedAt is not null));
        return new(
            lines.Count, Count(ImprovementStatus.Suggested), Count(ImprovementStatus.Owed), Count(ImprovementStatus.Owed, isMissed: true), Count(ImprovementStatus.Done),
            Count(ImprovementStatus.Done, isMissed: false), Count(ImprovementStatus.Done, isMissed: true), Count(ImprovementStatus.Dropped));
    }
}
