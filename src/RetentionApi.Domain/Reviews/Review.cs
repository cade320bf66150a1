using NodaTime;
using RetentionApi.Domain.Common;

namespace RetentionApi.Domain.Reviews;

/// <summary>How far a review has come; each stage asks for something before the next begins.</summary>
public enum ReviewStage
{
    /// <summary>What was so is established: the figures are on record, and what was learnt is written down.</summary>
    Establish,

    /// <summary>What is to stay or become so is set: the goals.</summary>
    Maintain,

    /// <summary>What is done about it is listed, and decided when this stage ends.</summary>
    Improve,

    /// <summary>The improvements are under way, and it turns out whether the goals are reached.</summary>
    Evaluate,

    Closed,
}

/// <summary>How the relationship with a segment, or with all customers, went in a quarter, and what follows from it.</summary>
/// <remarks>
/// Holds the content. From the decision on each improvement's clock is one duty; whoever decides saves both together. The improvement list is in
/// <c>Review.Improvements.cs</c>.
/// </remarks>
public sealed partial class Review
{
    public const int LongestText = 1000, LongestLearnt = 10_000, MostGoals = 20, MostImprovements = 50;

    public required Guid MerchantId { get; init; }

    public required Guid Id { get; init; }

    /// <summary>Null: all customers.</summary>
    public Guid? SegmentId { get; init; }

    /// <summary>What the segment was called then: it may be forgotten since.</summary>
    public string? SegmentName { get; init; }

    /// <summary>The first day of its quarter.</summary>
    public required LocalDate QuarterBegins { get; init; }

    public required Instant OpenedAt { get; init; }

    /// <summary>The staff member; null: the product, or a key without one.</summary>
    public Guid? OpenedBy { get; init; }

    public required ReviewFigures Figures { get; init; }

    public ReviewStage Stage { get; private set; }

    public string? Learnt { get; private set; }

    public IReadOnlyList<ReviewGoal> Goals { get; private set; } = [];

    public IReadOnlyList<Improvement> Improvements { get; private set; } = [];

    /// <summary>When its improvements became duties.</summary>
    public Instant? DecidedAt { get; private set; }

    public Instant? ClosedAt { get; private set; }

    public int Version { get; private set; } = 1;

    /// <param name="goals">All of them.</param>
    public Result<Review> Change(string? learnt, IReadOnlyList<ReviewGoal> goals)
    {
        if (Stage is ReviewStage.Closed)
            return ReviewErrors.Closed;
        if (DecidedAt is not null && !(goals.Count == Goals.Count && goals.Zip(Goals).All(g => g.First.IsSameAs(g.Second))))
            return ReviewErrors.GoalsDecided;
        for (var i = 0; i < goals.Count; i++)
            if (goals[i].Reached is not null && (DecidedAt is null || goals[i].Measure is not null))
                return ReviewErrors.ReachedNotTold(i);
        (Learnt, Goals) = (string.IsNullOrWhiteSpace(learnt) ? null : learnt.Trim(), [.. goals]);
        return Changed();
    }

    /// <summary>On to the next stage, as far as that is no decision.</summary>
    /// <param name="to">Maintain or improve.</param>
    public Result<Review> Advance(ReviewStage to)
    {
        if (Refusal(to) is { } refusal)
            return refusal;
        if (Learnt is null)
            return ReviewErrors.LearntMissing;
        if (to is ReviewStage.Improve && Goals.Count == 0)
            return ReviewErrors.GoalMissing;
        Stage = to;
        return Changed();
    }

    /// <param name="next">The figures of the next quarter; null: its review is not open yet.</param>
    public Result<Review> Close(ReviewFigures? next, Instant now)
    {
        if (Refusal(ReviewStage.Closed) is { } refusal)
            return refusal;
        if (Improvements.Any(i => i.Status is ImprovementStatus.Owed))
            return ReviewErrors.ImprovementsOpen;
        ReviewGoal[] evaluated = [.. Goals.Select(g => next is null ? g : g.MeasuredBy(next))];
        if (evaluated.Any(g => g.Reached is null))
            return ReviewErrors.GoalsOpen;
        (Goals, Stage, ClosedAt) = (evaluated, ReviewStage.Closed, now);
        return Changed();
    }

    private Error? Refusal(ReviewStage to) =>
        Stage is ReviewStage.Closed ? ReviewErrors.Closed
        : to != Stage + 1 ? ReviewErrors.WrongStage(Stage)
        : null;

    private Review Changed()
    {
        Version++;
        return this;
    }
}
