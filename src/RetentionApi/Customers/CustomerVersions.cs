using Microsoft.EntityFrameworkCore;
using NodaTime;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Customers;

internal static class CustomerVersions
{
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
