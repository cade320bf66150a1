using Microsoft.EntityFrameworkCore;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.Reviews;
using RetentionApi.Platform.Operations;
using RetentionApi.Platform.Persistence;
using RetentionApi.Platform.Security;
using RetentionApi.Segments;

namespace RetentionApi.Reviews;

/// <summary>Opens the review that a manager asked for: of a million customers the figures take some ten seconds. Its id is the operation's, so that after a restart it is known whether it was opened.</summary>
internal sealed class OpenReviewWork(MerchantDatabases databases, IServiceScopeFactory scopes) : IOperationWork
{
    public const string OperationKind = "reviewOpening";

    public string Kind => OperationKind;

    public async Task<Result<object>> RunAsync(OperationRun run, CancellationToken cancellationToken)
    {
        var (asked, id) = (run.Request<ReviewRequest>(), run.Id);
        await using var db = databases.JobContext(run.MerchantId);
        if (await db.Set<Review>().AnyAsync(r => r.Id == id, cancellationToken))
            return Result<object>.Ok(new OpenedReview(id));
        var segment = await db.Set<SegmentRow>().AsNoTracking().SingleOrDefaultAsync(s => s.Id == asked.SegmentId, cancellationToken);
        if (segment is null && asked.SegmentId is not null)
            return SegmentProblems.Unknown; // forgotten since

        await using var services = scopes.CreateAsyncScope();
        services.ServiceProvider.GetRequiredService<CallerContext>().Set(Caller.OfProduct(run.MerchantId));
        var opened = await services.ServiceProvider.GetRequiredService<ReviewOpening>().OpenAsync(run.MerchantId, id, segment, Quarter.Parse(asked.Quarter), asked.By, cancellationToken);
        return opened.IsOk ? Result<object>.Ok(new OpenedReview(id)) : opened.Error;
    }
}

/// <summary>What came of an opening.</summary>
/// <param name="ReviewId">Where it stands: <c>/v1/reviews/{reviewId}</c>.</param>
internal sealed record OpenedReview(Guid ReviewId);
