using Microsoft.EntityFrameworkCore;
using RetentionApi.Customers;
using RetentionApi.Platform.Persistence;
using RetentionApi.Platform.Security;

namespace RetentionApi.Segments;

/// <summary>What a segment is, and how many are in it.</summary>
internal sealed class SegmentReads(RetentionDbContext db)
{
    public async Task<SegmentView?> FindAsync(Guid id, CancellationToken cancellationToken) =>
        await db.Set<SegmentRow>().AsNoTracking().SingleOrDefaultAsync(s => s.Id == id, cancellationToken) is { } row ? SegmentView.Of(row) : null;

    /// <summary>In the transaction under way.</summary>
    public static async Task<long> CountAsync(RetentionDbContext db, CustomerCriteria criteria, CancellationToken cancellationToken)
    {
        var where = Members(db.MerchantId, criteria);
        await using var batch = db.Batch();
        batch.Add($"SELECT count(*) FROM customer_standings s WHERE {where}", where.Values);
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return reader.GetInt64(0);
    }

    /// <summary>Who is in it, as everybody sees it: without whom only admins see.</summary>
    public static SqlConditions Members(Guid merchantId, CustomerCriteria criteria)
    {
        var where = CustomerListPages.Everybody(merchantId, Caller.OfProduct(merchantId));
        criteria.AddTo(where, me: null);
        return where;
    }
}
