using NodaTime;
using RetentionApi.Domain.Merchants;
using RetentionApi.Merchants;
using RetentionApi.Platform.Jobs;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.FollowUps;

/// <summary>Every five minutes: claims that have lapsed give their duties back to the list, as <see cref="Domain.FollowUps.FollowUp.LapseClaim"/> defines it.</summary>
internal sealed class LapsedClaimJob(JobBatches batches, MerchantDatabases databases, IClock clock) : IJob
{
    /// <summary>Whose claims are as old as a claim may be anywhere: how long it lasts is the merchant's to say.</summary>
    public static string WhoHasWork => $"""
        SELECT m.merchant_id FROM merchants m WHERE EXISTS (
          SELECT 1 FROM follow_ups f WHERE f.merchant_id = m.merchant_id AND f.status = 'claimed' AND f.claimed_at <= $1::timestamptz - interval '{DutyPolicy.ShortestClaimInHours} hours')
        """;

    private const string Statement = """
        WITH lapsed AS MATERIALIZED (
          SELECT f.id FROM follow_ups f WHERE f.merchant_id = $1 AND f.status = 'claimed' AND f.claimed_at <= $3 ORDER BY f.claimed_at LIMIT $2 FOR UPDATE SKIP LOCKED),
        back AS (
          UPDATE follow_ups f SET status = CASE WHEN f.missed_at IS NULL THEN 'due' ELSE 'missed' END, claimed_by = NULL, claimed_at = NULL, version = f.version + 1
          FROM lapsed l WHERE f.merchant_id = $1 AND f.id = l.id RETURNING f.id)
        SELECT count(*) FROM back
        """;

    public async Task<JobSummary> RunAsync(Guid merchantId, CancellationToken cancellationToken)
    {
        var settings = await MerchantSettings.ReadAsync(databases.JobScope(merchantId), cancellationToken);
        return JobSummary.Of("backOnList", await batches.RunAsync(merchantId, Statement, cancellationToken, clock.GetCurrentInstant() - settings.Policy.Duties.ClaimLasts));
    }
}
