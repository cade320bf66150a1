using NodaTime;
using Npgsql;
using RetentionApi.Domain.Catalog;
using RetentionApi.Platform.Persistence;
using static RetentionApi.Platform.Persistence.SqlArrays;

namespace RetentionApi.Catalog;

/// <summary>A product as a report tells it. Null: nothing was said, what is known stays.</summary>
/// <param name="Id">For a new one.</param>
/// <param name="Category">Empty: none any more.</param>
/// <param name="Price">With <paramref name="Currency"/>.</param>
internal sealed record ProductToStore(Guid Id, string Sku, string? Name, string? Category, decimal? Price, string? Currency, int? UseUpDays, int? WarrantyDays)
{
    public bool? IsReturnable { get; init; }

    /// <summary>JSON: by language.</summary>
    public string? Facts { get; init; }

    /// <summary>JSON: a list of texts.</summary>
    public string? Claims { get; init; }

    public int? Stock { get; init; }

    /// <summary>Null: as it is known.</summary>
    public FollowUpPlan? Plan { get; init; }

    /// <summary>The source's own clock; an older report changes nothing. Null: it has none.</summary>
    public Instant? SourceUpdatedAt { get; init; }

    /// <summary>What is told after another report of the same product.</summary>
    public ProductToStore With(ProductToStore later) => this with
    {
        Name = later.Name ?? Name,
        Category = later.Category ?? Category,
        Price = later.Price ?? Price,
        Currency = later.Price is null ? Currency : later.Currency,
        UseUpDays = later.UseUpDays ?? UseUpDays,
        WarrantyDays = later.WarrantyDays ?? WarrantyDays,
    };
}

/// <summary>The statements by which reported products and batches are stored, and prices remembered; endpoint and import share them. Arrays in.</summary>
internal static class ProductWrites
{
    /// <summary>$10 now. What is known and differs is changed, what is unknown made; the price is remembered from when it holds.</summary>
    private const string Store = """
        WITH fact AS MATERIALIZED (
          SELECT f.*, CASE WHEN f.claims IS NOT NULL THEN ARRAY(SELECT jsonb_array_elements_text(f.claims)) END AS claim_texts
          FROM unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::numeric[], $7::text[], $8::int[], $9::int[], $11::bool[], $12::jsonb[], $13::jsonb[], $14::int[], $15::timestamptz[],
              $16::interval[], $17::interval[])
            AS f(id, sku, name, category, price, currency, use_up_days, warranty_days, is_returnable, facts, claims, stock, source_updated_at, quality_check_after,
              second_quality_check_after)),
        before AS MATERIALIZED (SELECT p.sku, p.price, p.currency FROM products p JOIN fact f ON f.sku = p.sku WHERE p.merchant_id = $1),
        told AS MATERIALIZED (
          SELECT p.id, COALESCE(f.name, p.name) AS name, NULLIF(COALESCE(f.category, p.category), '') AS category, COALESCE(f.price, p.price) AS price,
            COALESCE(f.currency, p.currency) AS currency, COALESCE(f.use_up_days, p.use_up_days) AS use_up_days, COALESCE(f.warranty_days, p.warranty_days) AS warranty_days,
            COALESCE(f.is_returnable, p.is_returnable) AS is_returnable, COALESCE(f.facts, p.facts) AS facts, COALESCE(f.claim_texts, p.claims) AS claims,
            COALESCE(f.stock, p.stock) AS stock, COALESCE(f.source_updated_at, p.source_updated_at) AS source_updated_at,
            COALESCE(f.quality_check_after, p.quality_check_after) AS quality_check_after,
            CASE WHEN f.quality_check_after IS NULL THEN p.second_quality_check_after ELSE f.second_quality_check_after END AS second_quality_check_after
          FROM products p JOIN fact f ON f.sku = p.sku
          WHERE p.merchant_id = $1 AND (f.source_updated_at > p.source_updated_at) IS NOT FALSE),
        changed AS (
          UPDATE products p SET name = t.name, category = t.category, price = t.price, currency = t.currency, use_up_days = t.use_up_days, warranty_days = t.warranty_days,
            is_returnable = t.is_returnable, facts = t.facts, claims = t.claims, stock = t.stock, source_updated_at = t.source_updated_at,
            quality_check_after = t.quality_check_after, second_quality_check_after = t.second_quality_check_after, version = p.version + 1, updated_at = $10
          FROM told t
          WHERE p.merchant_id = $1 AND p.id = t.id
            AND (p.name, p.category, p.price, p.currency, p.use_up_days, p.warranty_days, p.is_returnable, p.facts, p.claims, p.stock, p.source_updated_at,
                p.quality_check_after, p.second_quality_check_after)
              IS DISTINCT FROM (t.name, t.category, t.price, t.currency, t.use_up_days, t.warranty_days, t.is_returnable, t.facts, t.claims, t.stock, t.source_updated_at,
                t.quality_check_after, t.second_quality_check_after)
          RETURNING p.id, p.sku, p.price, p.currency, p.version),
        made AS (
          INSERT INTO products (merchant_id, id, sku, name, category, price, currency, use_up_days, warranty_days, is_returnable, facts, claims, stock, source_updated_at,
            quality_check_after, second_quality_check_after, version, created_at, updated_at)
          SELECT $1, id, sku, COALESCE(name, sku), NULLIF(category, ''), price, currency, use_up_days, warranty_days, COALESCE(is_returnable, true), COALESCE(facts, '{}'),
            COALESCE(claim_texts, '{}'), stock, source_updated_at, quality_check_after, second_quality_check_after, 1, $10, $10 FROM fact
          ON CONFLICT (merchant_id, sku) DO NOTHING RETURNING id, sku, price, currency, version),
        stored AS (SELECT * FROM changed UNION ALL SELECT * FROM made),
        priced AS (
          INSERT INTO product_prices (merchant_id, product_id, valid_from, amount, currency)
          SELECT $1, s.id, COALESCE(f.source_updated_at, $10), s.price, s.currency FROM stored s JOIN fact f ON f.sku = s.sku LEFT JOIN before b ON b.sku = s.sku
          WHERE s.price IS NOT NULL AND s.currency IS NOT NULL AND (b.price, b.currency) IS DISTINCT FROM (s.price, s.currency)
          ON CONFLICT (merchant_id, product_id, valid_from) DO UPDATE SET amount = excluded.amount, currency = excluded.currency)

        """;

    private const string HowMany = "SELECT count(*) FILTER (WHERE version = 1), count(*) FILTER (WHERE version > 1) FROM stored";

    private const string MustStore = "SELECT must_store((SELECT count(*) FROM stored))";

    private const string StoreStock = """
        UPDATE products p SET stock = $3::int, expected_on = $5::date, version = p.version + 1, updated_at = $4
        FROM (SELECT stock FROM products WHERE merchant_id = $1 AND id = $2 FOR UPDATE) b WHERE p.merchant_id = $1 AND p.id = $2 RETURNING b.stock
        """;

    /// <summary>$4 code, $6 now. Told again, a batch learns when it was made.</summary>
    private const string StoreBatch = """
        INSERT INTO batches (merchant_id, product_id, id, code, made_on, created_at) VALUES ($1, $2, $3, $4, $5, $6)
        ON CONFLICT (merchant_id, product_id, code) DO UPDATE SET made_on = COALESCE(excluded.made_on, batches.made_on)
        """;

    /// <summary>Answers with the stock that it replaces.</summary>
    public static void AddStock(this NpgsqlBatch batch, Guid merchantId, Guid productId, int? stock, LocalDate? expectedOn, Instant now) =>
        batch.Add(StoreStock, merchantId, productId, SqlValue.Of((long?)stock), now, SqlValue.Of(expectedOn));

    /// <summary>Answers with how many are new and how many changed.</summary>
    /// <param name="products">Each sku once.</param>
    public static void AddProducts(this NpgsqlBatch batch, Guid merchantId, IReadOnlyList<ProductToStore> products, Instant now) =>
        batch.Add(Store + HowMany, Values(merchantId, products, now));

    /// <summary>A report that tells something new; raises where a twin was faster.</summary>
    public static void AddReportedProduct(this NpgsqlBatch batch, Guid merchantId, ProductToStore product, Instant now) =>
        batch.Add(Store + MustStore, Values(merchantId, [product], now));

    public static void AddBatch(this NpgsqlBatch batch, Guid merchantId, BatchView lot) => batch.Add(
        StoreBatch, merchantId, lot.ProductId, lot.Id, lot.Code,
        new NpgsqlParameter { Value = lot.MadeOn is { } day ? day : DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Date }, lot.CreatedAt);

    private static object?[] Values(Guid merchantId, IReadOnlyList<ProductToStore> products, Instant now) =>
    [
        merchantId, All(products, p => p.Id), All(products, p => p.Sku), All(products, p => p.Name), All(products, p => p.Category), All(products, p => p.Price),
        All(products, p => p.Currency), All(products, p => p.UseUpDays), All(products, p => p.WarrantyDays), now, All(products, p => p.IsReturnable), All(products, p => p.Facts),
        All(products, p => p.Claims), All(products, p => p.Stock), All(products, p => p.SourceUpdatedAt),
        All(products, p => p.Plan?.QualityCheckAfter), All(products, p => p.Plan?.SecondQualityCheckAfter),
    ];
}
