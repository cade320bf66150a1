using Microsoft.EntityFrameworkCore;
using NodaTime;
using RetentionApi.Domain.Cases;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.FollowUps;
using RetentionApi.Domain.Promises;
using RetentionApi.Domain.Reviews;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.FollowUps;

/// <summary>What becomes of a subject whose duty a manager closed undone: the case closes unconfirmed with the reason, the promise is broken, the improvement is dropped.</summary>
internal static class SkippedSubjects
{
    /// <summary>In the transaction of the skip.</summary>
    public static async Task EndSubjectAsync(this RetentionDbContext db, FollowUp skipped, Guid? by, Instant now, CancellationToken cancellationToken)
    {
        var id = FactKey.Id(skipped.Cause);
        if (skipped.Kind is FollowUpKind.CaseStep && await db.Set<Case>().SingleOrDefaultAsync(c => c.Id == id, cancellationToken) is { } known)
            known.CloseUndone(skipped.SkipReason!, now);
        else if (skipped.Kind is FollowUpKind.Promise && await db.Set<Promise>().SingleOrDefaultAsync(p => p.Id == id, cancellationToken) is { } promise)
            promise.GiveUp(by, skipped.SkipReason!, now);
        else if (skipped.Kind is FollowUpKind.Improvement && await db.Set<Review>().SingleOrDefaultAsync(r => r.Id == id, cancellationToken) is { } review)
            review.GiveUp(skipped.Id, skipped.SkipReason!, now);
    }
}
