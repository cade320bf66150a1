using Microsoft.EntityFrameworkCore;
using NodaTime;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Customers;

internal static class CustomerVersions
{
    /// <summary>Until the transaction ends. Of two merges that would cross, the second finds what the first did: neither has read who is whose before it waits here.</summary>
    public static async Task MergeOneAtATimeAsync(this RetentionDbContext db, CancellationToken cancellationToken)
    {
        await using var batch = db.Batch();
        batch.Add("SELECT pg_advisory_xact_lock(hashtextextended('merges ' || $1::text, 0))", db.MerchantId);
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>With the next save: what was read of these customers is stale from then on.</summary>
    public static async Task RaiseVersionsAsync(this RetentionDbContext db, IReadOnlyCollection<Guid> customerIds, Instant now, CancellationToken cancellationToken)
    {
        foreach (var row in await db.Set<CustomerRow>().Where(c => customerIds.Contains(c.Id)).ToListAsync(cancellationToken))
        {
            row.Version++;
            row.UpdatedAt = now;
        }
    }
}
