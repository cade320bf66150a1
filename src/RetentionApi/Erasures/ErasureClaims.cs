using NodaTime;
using Npgsql;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Erasures;

/// <summary>
/// Who takes the last look at whom. A claim is a lease, for a search of all that a merchant has takes longer than a transaction may: whoever searches renews it, and what an instance
/// that died had claimed is somebody else's after it.
/// </summary>
internal static class ErasureClaims
{
    /// <summary>$2 now, $3 when the lease ends. While its operation is at work nothing is looked at twice; cancelled or given up, it is searched here.</summary>
    private const string Claim = """
        WITH due AS MATERIALIZED (
          SELECT e.id FROM erasures e WHERE e.merchant_id = $1 AND e.due_at <= $2 AND (e.is_unasked OR e.searched_at IS NOT NULL OR NOT EXISTS (
            SELECT 1 FROM operations o WHERE o.merchant_id = $1 AND o.id = e.id AND o.status IN ('queued', 'running')))
          ORDER BY e.due_at LIMIT 1 FOR UPDATE OF e SKIP LOCKED)
        UPDATE erasures e SET due_at = $3, attempts = e.attempts + 1 FROM due d WHERE e.merchant_id = $1 AND e.id = d.id RETURNING e.id
        """;

    private const string Renew = "UPDATE erasures SET due_at = $4 WHERE merchant_id = $1 AND id = $2 AND attempts = $3";

    private const string Postpone = "UPDATE erasures SET due_at = $4, problem = $5 WHERE merchant_id = $1 AND id = $2 AND attempts = $3";

    private static readonly Duration Lease = Duration.FromMinutes(5), FirstPause = Duration.FromMinutes(1), LongestPause = Duration.FromHours(4);

    /// <returns>Null: none is due, or all that are due are in other hands.</returns>
    public static async Task<Guid?> ClaimErasureAsync(this MerchantScope scope, Instant now, CancellationToken cancellationToken)
    {
        await using var batch = scope.Batch();
        batch.Add(Claim, scope.MerchantId, now, now + Lease);
        return await batch.AllAsync(row => row.GetGuid(0), cancellationToken) is [var id] ? id : null;
    }

    /// <summary>Says that it is still at work.</summary>
    public static Task RenewAsync(this MerchantScope scope, ErasureRow erasure, Instant now, CancellationToken cancellationToken) =>
        DoAsync(scope, batch => batch.Add(Renew, scope.MerchantId, erasure.Id, (int)erasure.Attempts, now + Lease), cancellationToken);

    /// <summary>It is never given up, for somebody has a right to it; it is tried less and less often, and holds up nobody else.</summary>
    public static Task PostponeAsync(this MerchantScope scope, ErasureRow erasure, string problem, Instant now, CancellationToken cancellationToken)
    {
        var next = now + Duration.Min(FirstPause * (1 << Math.Min(erasure.Attempts - 1, 10)), LongestPause);
        return DoAsync(scope, batch => batch.Add(Postpone, scope.MerchantId, erasure.Id, (int)erasure.Attempts, next, problem), cancellationToken);
    }

    private static async Task DoAsync(MerchantScope scope, Action<NpgsqlBatch> add, CancellationToken cancellationToken)
    {
        await using var batch = scope.Batch();
        add(batch);
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }
}
