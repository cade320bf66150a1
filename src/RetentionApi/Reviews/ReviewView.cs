using NodaTime;
using RetentionApi.Domain.FollowUps;
using RetentionApi.Domain.Reviews;
using RetentionApi.Platform.Mediation;

namespace RetentionApi.Reviews;

/// <summary>How the relationship with a segment, or with all customers, went in a quarter, and what follows from it.</summary>
/// <param name="SegmentId">Null: all customers.</param>
/// <param name="SegmentName">What the segment was called when the review was opened.</param>
/// <param name="Quarter">Like `2026-Q1`.</param>
/// <param name="Stage">`establish` (what was learnt), `maintain` (the goals), `improve` (the improvement list), `evaluate` (it is under way), `closed`.</param>
/// <param name="Figures">Taken when it was opened.</param>
/// <param name="Before">The figures of the quarter before, to see what moved; null: it was not reviewed, or this is a list.</param>
/// <param name="Learnt">In your words.</param>
/// <param name="OpenedBy">Null: the product, or a key without a person.</param>
/// <param name="DecidedAt">When the improvements became duties.</param>
internal sealed record ReviewView(
    Guid Id,
    Guid? SegmentId,
    string? SegmentName,
    string Quarter,
    ReviewStage Stage,
    ReviewFigures Figures,
    ReviewFigures? Before,
    string? Learnt,
    IReadOnlyList<ReviewGoal> Goals,
    IReadOnlyList<ImprovementView> Improvements,
    Instant OpenedAt,
    Guid? OpenedBy,
    Instant? DecidedAt,
    Instant? ClosedAt,
    int Version) : IVersioned
{
    /// <param name="duties">Of its improvements.</param>
    public static ReviewView Of(Review review, ReviewFigures? before, IReadOnlyDictionary<Guid, FollowUp> duties) => new(
        review.Id, review.SegmentId, review.SegmentName, Domain.Reviews.Quarter.Of(review.QuarterBegins).ToString(), review.Stage, review.Figures, before, review.Learnt, review.Goals,
        [.. review.Improvements.Select(i => ImprovementView.Of(i, i.FollowUpId is { } duty ? duties.GetValueOrDefault(duty) : null))],
        review.OpenedAt, review.OpenedBy, review.DecidedAt, review.ClosedAt, review.Version);
}

/// <summary>A suggestion of your own.</summary>
/// <param name="OwnerId">Who does it.</param>
/// <param name="Status">`suggested`, `owed` once it is decided, `done`, `dropped`.</param>
/// <param name="FollowUpId">The same on the work list; null: it was never decided.</param>
/// <param name="Deadline">Null as long as nobody owes it.</param>
/// <param name="MissedAt">The deadline that passed without it; it stays when it is done late.</param>
/// <param name="EndedAt">When it was done or dropped.</param>
/// <param name="Note">What was done, or why it is dropped.</param>
internal sealed record ImprovementView(
    Guid Id, string Text, Guid OwnerId, LocalDate DueOn, ImprovementStatus Status, Guid? FollowUpId, Instant? Deadline, Instant? MissedAt, Instant? EndedAt, string? Note)
{
    public static ImprovementView Of(Improvement line, FollowUp? duty) => new(
        line.Id, line.Text, duty?.OwnerId ?? line.OwnerId, line.DueOn, line.Status, line.FollowUpId, duty?.Deadline, duty?.MissedAt, line.EndedAt, line.Note);
}
