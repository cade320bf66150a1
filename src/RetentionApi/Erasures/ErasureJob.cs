using Microsoft.EntityFrameworkCore;
using NodaTime;
using RetentionApi.Platform.Jobs;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Erasures;

/// <summary>
/// Every minute: the last look at who was erased a while ago. A report that was under way when they were erased may have been stored just after, under an id that nobody has any
/// more; no request lives that long. Then what led to them goes too.
/// </summary>
internal sealed class ErasureJob(MerchantDatabases databases, Eraser eraser, IClock clock) : IJob
{
    public const string Name = "last-look-at-erased";

    private const int SettlesAfterMinutes = 2;

    public static string WhoHasWork =>
        $"SELECT m.merchant_id FROM merchants m WHERE EXISTS (SELECT 1 FROM erasures e WHERE e.merchant_id = m.merchant_id AND e.erased_at <= $1 - interval '{SettlesAfterMinutes} minutes')";

    public async Task<JobSummary> RunAsync(Guid merchantId, CancellationToken cancellationToken)
    {
        var now = clock.GetCurrentInstant();
        var settledBefore = now - Duration.FromMinutes(SettlesAfterMinutes);
        await using var db = databases.JobContext(merchantId);
        var settled = await db.Set<ErasureRow>().AsNoTracking().Where(e => e.ErasedAt <= settledBefore).OrderBy(e => e.ErasedAt).ToListAsync(cancellationToken);
        var late = 0L;
        foreach (var erasure in settled)
            late += await EndAsync(db, erasure, now, cancellationToken);
        return JobSummary.Of("erased", settled.Count) + JobSummary.Of("lateRows", late);
    }

    /// <summary>The search once more, for what came late may have left an answer or an entry; and for the first time where its operation was cancelled or given up.</summary>
    /// <returns>How many rows had come late.</returns>
    private async Task<long> EndAsync(RetentionDbContext db, ErasureRow erasure, Instant now, CancellationToken cancellationToken)
    {
        var scope = databases.JobScope(erasure.MerchantId);
        var late = await eraser.EraseAgainAsync(scope, erasure, now, cancellationToken);
        if (!erasure.IsUnasked)
            await eraser.SearchAsync(scope, erasure, _ => Task.CompletedTask, cancellationToken);
        await db.Set<ErasureRow>().Where(e => e.Id == erasure.Id).ExecuteDeleteAsync(cancellationToken);
        return late.Values.Sum();
    }
}
