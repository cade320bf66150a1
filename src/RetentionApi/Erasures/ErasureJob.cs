using Microsoft.EntityFrameworkCore;
using NodaTime;
using RetentionApi.Platform.Jobs;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Erasures;

/// <summary>
/// Every minute: the last look at who was erased a while ago. A report that was under way when they were erased may have been stored just after, under an id that nobody has any
/// more; no request lives that long. Then what led to them goes too.
/// </summary>
internal sealed partial class ErasureJob(MerchantDatabases databases, Eraser eraser, IClock clock, ILogger<ErasureJob> logger) : IJob
{
    public const string Name = "last-look-at-erased";

    public static string WhoHasWork => "SELECT m.merchant_id FROM merchants m WHERE EXISTS (SELECT 1 FROM erasures e WHERE e.merchant_id = m.merchant_id AND e.due_at <= $1)";

    public async Task<JobSummary> RunAsync(Guid merchantId, CancellationToken cancellationToken)
    {
        var (scope, summary) = (databases.JobScope(merchantId), JobSummary.Zero("erased", "lateRows", "failed"));
        while (await scope.ClaimErasureAsync(clock.GetCurrentInstant(), cancellationToken) is { } id)
            summary += await EndAsync(scope, id, cancellationToken);
        return summary;
    }

    private async Task<JobSummary> EndAsync(MerchantScope scope, Guid id, CancellationToken cancellationToken)
    {
        await using var db = databases.JobContext(scope.MerchantId);
        if (await db.Set<ErasureRow>().AsNoTracking().SingleOrDefaultAsync(e => e.Id == id, cancellationToken) is not { } erasure)
            return JobSummary.Nothing;
        try
        {
            var late = await LookAsync(scope, erasure, cancellationToken);
            await db.Set<ErasureRow>().Where(e => e.Id == id).ExecuteDeleteAsync(cancellationToken);
            return JobSummary.Of("erased", 1) + JobSummary.Of("lateRows", late);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogUnfinished(exception, id, erasure.Attempts);
            await scope.PostponeAsync(erasure, exception.Message, clock.GetCurrentInstant(), cancellationToken);
            return JobSummary.Of("failed", 1);
        }
    }

    /// <summary>The search once more, for what came late may have left an answer or an entry; and for the first time where its operation was cancelled or given up.</summary>
    /// <returns>How many rows had come late.</returns>
    private async Task<long> LookAsync(MerchantScope scope, ErasureRow erasure, CancellationToken cancellationToken)
    {
        var late = await eraser.EraseAgainAsync(scope, erasure, clock.GetCurrentInstant(), cancellationToken);
        if (!erasure.IsUnasked)
            await eraser.SearchAsync(scope, erasure, _ => scope.RenewAsync(erasure, clock.GetCurrentInstant(), cancellationToken), cancellationToken);
        return late.Values.Sum();
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The last look at erasure {ErasureId} failed, for the {Attempt}. time; it is tried again")]
    private partial void LogUnfinished(Exception exception, Guid erasureId, int attempt);
}
