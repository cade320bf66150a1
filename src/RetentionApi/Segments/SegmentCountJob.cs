using Microsoft.EntityFrameworkCore;
using NodaTime;
using RetentionApi.Platform.Jobs;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Segments;

/// <summary>Every hour: how many are in each segment.</summary>
internal sealed class SegmentCountJob(MerchantDatabases databases, IClock clock) : IJob
{
    private const string Store = "UPDATE segments SET customers = $3, counted_at = $4 WHERE merchant_id = $1 AND id = $2 AND version = $5";

    public static string WhoHasWork => "SELECT m.merchant_id FROM merchants m WHERE EXISTS (SELECT 1 FROM segments s WHERE s.merchant_id = m.merchant_id)";

    public async Task<JobSummary> RunAsync(Guid merchantId, CancellationToken cancellationToken)
    {
        await using var db = databases.JobContext(merchantId);
        var segments = await db.Set<SegmentRow>().AsNoTracking().ToListAsync(cancellationToken);
        foreach (var segment in segments)
            await CountAsync(databases.JobScope(merchantId), segment, cancellationToken);
        return JobSummary.Of("counted", segments.Count);
    }

    /// <summary>One that was changed meanwhile was counted with the change.</summary>
    private async Task CountAsync(MerchantScope scope, SegmentRow segment, CancellationToken cancellationToken)
    {
        await using var counting = scope.Batch();
        var customers = await SegmentReads.CountAsync(counting, scope.MerchantId, SegmentView.CriteriaOf(segment), cancellationToken);
        await using var storing = scope.Batch();
        storing.Add(Store, scope.MerchantId, segment.Id, customers, clock.GetCurrentInstant(), segment.Version);
        await storing.ExecuteNonQueryAsync(cancellationToken);
    }
}
