using Microsoft.EntityFrameworkCore;
using NodaTime;
using Npgsql;
using RetentionApi.Platform.Jobs;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Segments;

/// <summary>Every hour: how many are in each segment.</summary>
internal sealed class SegmentCountJob(MerchantDatabases databases, JobPace pace, IClock clock) : IJob
{
    public static string WhoHasWork => "SELECT m.merchant_id FROM merchants m WHERE EXISTS (SELECT 1 FROM segments s WHERE s.merchant_id = m.merchant_id)";

    public async Task<JobSummary> RunAsync(Guid merchantId, CancellationToken cancellationToken)
    {
        await using var db = databases.JobContext(merchantId);
        var counted = 0;
        foreach (var segment in await db.Set<SegmentRow>().AsNoTracking().OrderBy(s => s.CountedAt).ToListAsync(cancellationToken))
        {
            await using var batch = databases.JobScope(merchantId).Batch();
            AddCount(batch, segment, clock.GetCurrentInstant());
            await batch.ExecuteNonQueryAsync(cancellationToken);
            counted++;
            if (!await pace.RestAsync(cancellationToken))
                break; // the next run begins with those that wait longest
        }

        return JobSummary.Of("counted", counted);
    }

    /// <summary>One that was changed meanwhile was counted with the change.</summary>
    private static void AddCount(NpgsqlBatch batch, SegmentRow segment, Instant now)
    {
        var members = SegmentReads.Members(segment.MerchantId, SegmentView.CriteriaOf(segment));
        var (id, version, at) = (members.Value(segment.Id), members.Value(segment.Version), members.Value(now));
        batch.Add(
            $"UPDATE segments g SET customers = (SELECT count(*) FROM customer_standings s WHERE {members}), counted_at = {at} WHERE g.merchant_id = $1 AND g.id = {id} AND g.version = {version}",
            members.Values);
    }
}
