using Microsoft.EntityFrameworkCore;
using RetentionApi.Domain.FollowUps;
using RetentionApi.Domain.Reviews;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Reviews;

/// <summary>Reviews as they are shown: with the duties of their improvements.</summary>
internal static class ReviewReads
{
    /// <summary>With the figures of the quarter before.</summary>
    public static async Task<ReviewView> ViewAsync(this RetentionDbContext db, Review review, CancellationToken cancellationToken)
    {
        var before = await db.NeighbourAsync(review, Quarter.Of(review.QuarterBegins).Previous, cancellationToken);
        return ReviewView.Of(review, before, await DutiesAsync(db, [review], cancellationToken));
    }

    public static async Task<List<ReviewView>> ViewsAsync(this RetentionDbContext db, IReadOnlyList<Review> reviews, CancellationToken cancellationToken)
    {
        var duties = await DutiesAsync(db, reviews, cancellationToken);
        return [.. reviews.Select(r => ReviewView.Of(r, before: null, duties))];
    }

    /// <summary>The figures of another quarter of the same customers; null: it was not reviewed.</summary>
    public static Task<ReviewFigures?> NeighbourAsync(this RetentionDbContext db, Review review, Quarter quarter, CancellationToken cancellationToken)
    {
        var (segment, begins) = (review.SegmentId, quarter.Begins);
        return db.Set<Review>().Where(r => r.SegmentId == segment && r.QuarterBegins == begins).Select(r => r.Figures).SingleOrDefaultAsync(cancellationToken);
    }

    private static async Task<Dictionary<Guid, FollowUp>> DutiesAsync(RetentionDbContext db, IReadOnlyList<Review> reviews, CancellationToken cancellationToken)
    {
        string[] causes = [.. reviews.Where(r => r.DecidedAt is not null).Select(r => Domain.Common.FactKey.Review(r.Id))];
        return causes.Length == 0
            ? []
            : await db.Set<FollowUp>().AsNoTracking().Where(f => causes.Contains(f.Cause) && f.Kind == FollowUpKind.Improvement).ToDictionaryAsync(f => f.Id, cancellationToken);
    }
}
