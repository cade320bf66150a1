using Microsoft.EntityFrameworkCore;
using NodaTime;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.Reviews;
using RetentionApi.Merchants;
using RetentionApi.Platform.Jobs;
using RetentionApi.Platform.Persistence;
using RetentionApi.Segments;

namespace RetentionApi.Reviews;

/// <summary>Every hour: when a quarter is over by the merchant's clock, a review of it for each segment, and one for all customers. What came into being later owes none of it.</summary>
internal sealed class ReviewOpeningJob(MerchantDatabases databases, ReviewOpening opening, JobPace pace, IClock clock) : IJob
{
    public static string WhoHasWork => """
        SELECT m.merchant_id FROM merchants m CROSS JOIN LATERAL (SELECT date_trunc('quarter', $1::timestamptz AT TIME ZONE m.time_zone) AS ended) q
        WHERE EXISTS (
          SELECT 1 FROM (SELECT NULL::uuid AS id, m.created_at UNION ALL SELECT g.id, g.created_at FROM segments g WHERE g.merchant_id = m.merchant_id) s
          WHERE s.created_at < q.ended AT TIME ZONE m.time_zone AND NOT EXISTS (
            SELECT 1 FROM reviews r WHERE r.merchant_id = m.merchant_id AND r.segment_id IS NOT DISTINCT FROM s.id AND r.quarter_begins = (q.ended - interval '3 months')::date))
        """;

    public async Task<JobSummary> RunAsync(Guid merchantId, CancellationToken cancellationToken)
    {
        var now = clock.GetCurrentInstant();
        var settings = await MerchantSettings.ReadAsync(databases.JobScope(merchantId), cancellationToken);
        var quarter = Quarter.Of(now.InZone(settings.Zone).Date).Previous;
        var opened = 0;
        foreach (var segment in await MissingAsync(merchantId, quarter, settings.Zone.AtStartOfDay(quarter.Ends).ToInstant(), cancellationToken))
        {
            var review = await opening.OpenAsync(merchantId, Ids.New(now), segment, quarter, by: null, cancellationToken);
            opened += review.IsOk ? 1 : 0; // another instance may have been there first
            if (!await pace.RestAsync(cancellationToken))
                break;
        }

        return JobSummary.Of("opened", opened);
    }

    /// <returns>Null among them: all customers.</returns>
    private async Task<List<SegmentRow?>> MissingAsync(Guid merchantId, Quarter quarter, Instant ended, CancellationToken cancellationToken)
    {
        await using var db = databases.JobContext(merchantId);
        var begins = quarter.Begins;
        var reviewed = await db.Set<Review>().Where(r => r.QuarterBegins == begins).Select(r => r.SegmentId).ToListAsync(cancellationToken);
        var segments = await db.Set<SegmentRow>().AsNoTracking().Where(s => s.CreatedAt < ended).ToListAsync(cancellationToken);
        var isOldEnough = await db.Set<MerchantRow>().AnyAsync(m => m.CreatedAt < ended, cancellationToken);
        return [.. segments.Prepend(null).Where(s => !reviewed.Contains(s?.Id) && (s is not null || isOldEnough))];
    }
}
