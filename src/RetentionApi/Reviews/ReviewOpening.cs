using Microsoft.EntityFrameworkCore;
using NodaTime;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.Reviews;
using RetentionApi.Merchants;
using RetentionApi.Platform.Audit;
using RetentionApi.Platform.Persistence;
using RetentionApi.Segments;

namespace RetentionApi.Reviews;

/// <summary>Opens the review of a quarter that is over with its figures, once: for a manager who asked for it, and for the job.</summary>
internal sealed class ReviewOpening(MerchantDatabases databases, AuditLog audit, IClock clock)
{
    /// <param name="segment">Null: all customers.</param>
    /// <param name="by">Who asked for it; null: the product.</param>
    public async Task<Result<Review>> OpenAsync(Guid merchantId, Guid id, SegmentRow? segment, Quarter quarter, Guid? by, CancellationToken cancellationToken)
    {
        var now = clock.GetCurrentInstant();
        await using var db = databases.JobContext(merchantId);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var settings = await MerchantSettings.ReadAsync(db, cancellationToken);
        var review = new Review
        {
            MerchantId = merchantId,
            Id = id,
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
        }
        catch (DbUpdateException exception) when (exception.Violates(ReviewTable.OnePerQuarter))
        {
            return ReviewProblems.Exists;
        }

        await transaction.CommitAsync(cancellationToken);
        return review;
    }
}
