using NodaTime;
using Npgsql;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Catalog;

/// <summary>A product as a report tells it. Null: nothing was said, what is known stays.</summary>
/// <param name="Id">For a new one.</param>
/// <param name="Price">With <paramref name="Currency"/>.</param>
internal sealed record ProductToStore(Guid Id, string Sku, string? Name, string? Category, decimal? Price, string? Currency, int? UseUpDays, int? WarrantyDays)
{
    /// <summary>What is told after another report of the same product.</summary>
    public ProductToStore With(ProductToStore later) => new(
        Id, Sku, later.Name ?? Name, later.Category ?? Category, later.Price ?? Price, later.Price is null ? Currency : later.Currency,
        later.UseUpDays ?? UseUpDays, later.WarrantyDays ?? WarrantyDays);
}

/// <summary>The statement by which reported products are stored, and prices remembered. Arrays in.</summary>
internal static class ProductWrites
{
    /// <summary>$10 now. Answers with how many are new and how many changed.</summary>
    private const string Store = """
        WITH fact AS MATERIALIZED (
          SELECT * FROM unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::numeric[], $7::text[], $8::int[], $9::int[])
            AS f(id, sku, name, category, price, currency, use_up_days, warranty_days)),
        before AS MATERIALIZED (SELECT p.sku, p.price, p.currency FROM products p JOIN fact f ON f.sku = p.sku WHERE p.merchant_id = $1),
        stored AS (
          INSERT INTO products AS p (merchant_id, id, sku, name, category, price, currency, use_up_days, warranty_days, is_returnable, facts, claims, version, created_at, updated_at)
          SELECT $1, id, sku, COALESCE(name, sku), category, price, currency, use_up_days, warranty_days, true, '{}', '{}', 1, $10, $10 FROM fact
          ON CONFLICT (merchant_id, sku) DO UPDATE
          SET name = CASE WHEN excluded.name = excluded.sku THEN p.name ELSE excluded.name END, category = COALESCE(excluded.category, p.category),
            price = COALESCE(excluded.price, p.price), currency = COALESCE(excluded.currency, p.currency), use_up_days = COALESCE(excluded.use_up_days, p.use_up_days),
            warranty_days = COALESCE(excluded.warranty_days, p.warranty_days), version = p.version + 1, updated_at = $10
          WHERE (CASE WHEN excluded.name = excluded.sku THEN p.name ELSE excluded.name END, COALESCE(excluded.category, p.category), COALESCE(excluded.price, p.price),
              COALESCE(excluded.currency, p.currency), COALESCE(excluded.use_up_days, p.use_up_days), COALESCE(excluded.warranty_days, p.warranty_days))
            IS DISTINCT FROM (p.name, p.category, p.price, p.currency, p.use_up_days, p.warranty_days)
          RETURNING p.id, p.sku, p.price, p.currency, p.version),
        priced AS (
          INSERT INTO product_prices (merchant_id, product_id, valid_from, amount, currency)
          SELECT $1, s.id, $10, s.price, s.currency FROM stored s LEFT JOIN before b ON b.sku = s.sku
          WHERE s.price IS NOT NULL AND s.currency IS NOT NULL AND (b.price, b.currency) IS DISTINCT FROM (s.price, s.currency) ON CONFLICT DO NOTHING)
        SELECT count(*) FILTER (WHERE version = 1), count(*) FILTER (WHERE version > 1) FROM stored
        """;

    /// <param name="products">Each sku once.</param>
    public static void AddProducts(this NpgsqlBatch batch, Guid merchantId, IReadOnlyList<ProductToStore> products, Instant now) => batch.Add(
        Store, merchantId, All(products, p => p.Id), All(products, p => p.Sku), All(products, p => p.Name), All(products, p => p.Category), All(products, p => p.Price),
        All(products, p => p.Currency), All(products, p => p.UseUpDays), All(products, p => p.WarrantyDays), now);

    private static TValue[] All<T, TValue>(IReadOnlyList<T> rows, Func<T, TValue> value) => [.. rows.Select(value)];
}
