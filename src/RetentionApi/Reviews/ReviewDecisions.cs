using Microsoft.EntityFrameworkCore;
using NodaTime;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.FollowUps;
using RetentionApi.Domain.Reviews;
using RetentionApi.Platform.Audit;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Persistence;
using RetentionApi.Platform.Security;

namespace RetentionApi.Reviews;

/// <summary>What all decisions about a review share: load it, decide, save it with the duties of its improvements, leave a trace.</summary>
internal sealed class ReviewDecisions(RetentionDbContext db, AuditLog audit, Caller caller, IClock clock)
{
    public Guid? StaffId => caller.StaffId;

    public Instant Now { get; } = clock.GetCurrentInstant();

    /// <param name="action">reviewChanged, improvementCompleted …</param>
    public async Task<Result<Written<ReviewView>>> DecideAsync(
        Guid id, string action, Outcome outcome, Func<Review, Task<Result<Review>>> decide, CancellationToken cancellationToken)
    {
        if (await db.Set<Review>().SingleOrDefaultAsync(r => r.Id == id, cancellationToken) is not { } review)
            return ReviewProblems.NotFound;
        var before = ReviewState.Of(review);
        var decided = await decide(review);
        if (!decided.IsOk)
            return decided.Error;
        audit.Add(db, Now, action, "review", id, before, ReviewState.Of(review));
        await db.SaveChangesAsync(cancellationToken);
        return new Written<ReviewView>(await db.ViewAsync(review, cancellationToken), outcome);
    }

    /// <summary>The duty of an improvement; null: it has none, or it has ended.</summary>
    public async Task<FollowUp?> DutyAsync(Review review, Guid improvementId, CancellationToken cancellationToken)
    {
        if (review.Find(improvementId)?.FollowUpId is not { } id)
            return null;
        return await db.Set<FollowUp>().SingleOrDefaultAsync(f => f.Id == id, cancellationToken) is { IsEnded: false } duty ? duty : null;
    }

    /// <summary>What decisions change, as the audit shows it.</summary>
    private sealed record ReviewState(ReviewStage Stage, string? Learnt, IReadOnlyList<ReviewGoal> Goals, IReadOnlyList<Improvement> Improvements)
    {
        public static ReviewState Of(Review r) => new(r.Stage, r.Learnt, r.Goals, r.Improvements);
    }
}
