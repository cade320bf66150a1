using Microsoft.EntityFrameworkCore;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Catalog;

internal static class ProductRows
{
    public static Task<ProductRow?> FindProductAsync(this RetentionDbContext db, ExternalKey key, CancellationToken cancellationToken)
    {
        var (id, sku) = (key.Id, key.Source == ProductReads.SkuSource ? key.ExternalId : null);
        return db.Set<ProductRow>().SingleOrDefaultAsync(p => p.Id == id || p.Sku == sku, cancellationToken);
    }
}
