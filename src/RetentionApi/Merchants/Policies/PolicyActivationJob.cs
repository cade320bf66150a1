using Microsoft.EntityFrameworkCore;
using NodaTime;
using RetentionApi.Platform.Audit;
using RetentionApi.Platform.Jobs;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Merchants.Policies;

/// <summary>Every minute: versions of the policy whose time has come are in effect from now on. Of several the newest, and never one older than what holds.</summary>
internal sealed class PolicyActivationJob(MerchantDatabases databases, AuditLog audit, IClock clock) : IJob
{
    public static string WhoHasWork => """
        SELECT m.merchant_id FROM merchants m WHERE EXISTS (
          SELECT 1 FROM policies p WHERE p.merchant_id = m.merchant_id AND p.activated_at IS NULL AND p.version > m.policy_version AND p.valid_from <= $1)
        """;

    /// <remarks>In two instances at once the merchant's row lets one of them through; the other finds nothing left at its next run.</remarks>
    public async Task<JobSummary> RunAsync(Guid merchantId, CancellationToken cancellationToken)
    {
        var now = clock.GetCurrentInstant();
        await using var db = databases.JobContext(merchantId);
        var merchant = await db.Set<MerchantRow>().SingleAsync(cancellationToken);
        var rows = await db.Set<PolicyRow>().Where(p => p.Version >= merchant.PolicyVersion).OrderBy(p => p.Version).ToListAsync(cancellationToken);
        if (rows.LastOrDefault(p => p.ActivatedAt is null && p.ValidFrom <= now) is not { } next)
            return JobSummary.Of("activated", 0);
        PolicyActivation.Activate(db, audit, merchant, rows[0], next, now);
        merchant.UpdatedAt = now;
        await db.SaveChangesAsync(cancellationToken);
        return JobSummary.Of("activated", 1);
    }
}
