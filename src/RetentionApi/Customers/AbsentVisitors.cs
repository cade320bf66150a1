using Microsoft.EntityFrameworkCore;
using NodaTime;
using RetentionApi.Erasures;
using RetentionApi.FollowUps;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Customers;

/// <summary>Visitors who left no way to reach them, never ordered, have not come for long and are owed nothing. They are forgotten as who asked for it is, but may come back.</summary>
internal sealed class AbsentVisitors(MerchantDatabases databases, Eraser eraser)
{
    private const int BatchSize = 500;

    /// <summary>
    /// $2 since when nothing has happened between them and the merchant. Of a merged person nothing is removed, nor of one whose data is to be kept, or who is still owed an answer.
    /// The standing is the lock: who is being derived is left to the next night.
    /// </summary>
    private const string Absent = $"""
        SELECT c.id FROM customers c JOIN customer_standings s ON s.merchant_id = c.merchant_id AND s.customer_id = c.id
        WHERE c.merchant_id = $1 AND c.updated_at <= $2 AND c.restricted_at IS NULL
          AND NOT EXISTS (SELECT 1 FROM contact_points p WHERE p.merchant_id = $1 AND p.customer_id = c.id)
          AND NOT EXISTS (SELECT 1 FROM orders o WHERE o.merchant_id = $1 AND o.customer_id = c.id)
          AND NOT EXISTS (SELECT 1 FROM credit_notes n WHERE n.merchant_id = $1 AND n.customer_id = c.id)
          AND NOT EXISTS (SELECT 1 FROM customer_aliases a WHERE a.merchant_id = $1 AND a.customer_id = c.id)
          AND NOT EXISTS (SELECT 1 FROM customer_aliases a WHERE a.merchant_id = $1 AND a.person_id = c.id)
          AND NOT EXISTS (SELECT 1 FROM visits v WHERE v.merchant_id = $1 AND v.customer_id = c.id AND v.last_at > $2)
          AND NOT EXISTS (
            SELECT 1 FROM timeline_entries t WHERE t.merchant_id = $1 AND t.customer_id = c.id AND t.occurred_at > $2 AND t.kind NOT IN ('levelChanged', 'followUpMissed'))
          AND NOT EXISTS (
            SELECT 1 FROM follow_ups f WHERE f.merchant_id = $1 AND f.customer_id = c.id AND f.status NOT IN ('done', 'skipped', 'cancelled') AND {FollowUpReads.HasSubject})
        LIMIT $3 FOR UPDATE OF s SKIP LOCKED
        """;

    /// <summary>As many as a batch takes, in one transaction.</summary>
    /// <param name="since">Since when nothing has happened between them and the merchant.</param>
    /// <returns>How many there were.</returns>
    public async Task<int> ForgetAsync(Guid merchantId, Instant since, Instant now, CancellationToken cancellationToken)
    {
        await using var db = databases.JobContext(merchantId);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var absent = await FindAsync(db, since, cancellationToken);
        if (absent.Length > 0)
            await eraser.ForgetAsync(db, absent, now, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return absent.Length;
    }

    private static async Task<Guid[]> FindAsync(RetentionDbContext db, Instant since, CancellationToken cancellationToken)
    {
        await using var batch = db.Batch();
        batch.Add(Absent, db.MerchantId, since, BatchSize);
        return [.. await batch.AllAsync(row => row.GetGuid(0), cancellationToken)];
    }
}
