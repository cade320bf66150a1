using Microsoft.EntityFrameworkCore;
using NodaTime;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.Reviews;
using RetentionApi.Merchants;
using RetentionApi.Platform.Audit;
using RetentionApi.Platform.Persistence;
using RetentionApi.Segments;

namespace RetentionApi.Reviews;

/// <summary>Opens a review with the figures of its quarter, once: for a manager, and for the job.</summary>
internal sealed class ReviewOpening(AuditLog audit)
{
    /// <param name="db">In a transaction.</param>
    /// <param name="segment">Null: all customers.</param>
    public async Task<Result<Review>> OpenAsync(
        RetentionDbContext db, SegmentRow? segment, Quarter quarter, MerchantSettings settings, Guid? by, Instant now, CancellationToken cancellationToken)
    {
        if (settings.Zone.AtStartOfDay(quarter.Ends).ToInstant() > now)
            return ReviewProblems.QuarterUnderWay;
        var review = new Review
        {
            MerchantId = db.MerchantId,
            Id = Ids.New(now),
            SegmentId = segment?.Id,
            SegmentName = segment?.Name,
            QuarterBegins = quarter.Begins,
            OpenedAt = now,
            OpenedBy = by,
            Figures = await ReviewFigureReads.ReadAsync(db, segment, quarter, settings, now, cancellationToken),
        };
        db.Add(review);
        audit.Add(db, now, "reviewOpened", "review", review.Id, after: new { review.SegmentId, Quarter = quarter.ToString(), review.Figures });
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return review;
        }
        catch (DbUpdateException exception) when (exception.Violates(ReviewTable.OnePerQuarter))
        {
            return ReviewProblems.Exists;
        }
    }
}
