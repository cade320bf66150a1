using System.Text.Json;
using NodaTime;
using Npgsql;
using RetentionApi.Domain.Catalog;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Json;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Catalog;

/// <summary>The hand-written reads of products.</summary>
internal static class ProductReads
{
    /// <summary>In a path a product goes by <c>~sku:TEA-1</c> as well.</summary>
    public const string SkuSource = "sku";

    public const string Columns = """
        p.id, p.sku, p.name, p.category, p.price, p.currency, p.stock, p.is_returnable, p.facts::text, p.claims, p.use_up_days, p.warranty_days, p.created_at, p.updated_at, p.version,
        p.source_updated_at, p.quality_check_after, p.second_quality_check_after, CASE WHEN p.stock = 0 THEN p.expected_on END
        """;

    private const int LongestHistory = 50;

    private const string ByKey = $"""
        SELECT {Columns} FROM products p WHERE p.merchant_id = $1 AND p.id = $2
        UNION ALL SELECT {Columns} FROM products p WHERE p.merchant_id = $1 AND $3 = '{SkuSource}' AND p.sku = $4
        """;

    /// <summary>$1 merchant, $2 skus, each once. Sku by sku; however many there are, the planner takes them for ten, and keeps its plan.</summary>
    private const string Names = """
        SELECT k.sku, p.id, p.name FROM unnest((SELECT $2::text[])) AS k(sku)
        CROSS JOIN LATERAL (SELECT p.id, p.name FROM products p WHERE p.merchant_id = $1 AND p.sku = k.sku LIMIT 1) p
        """;

    private static readonly string Prices = $"""
        SELECT h.valid_from, h.amount, h.currency FROM product_prices h
        WHERE h.merchant_id = $1 AND h.product_id = (SELECT p.id FROM products p WHERE p.merchant_id = $1 AND (p.id = $2 OR ($3 = '{SkuSource}' AND p.sku = $4)))
        ORDER BY h.valid_from DESC LIMIT {LongestHistory}
        """;

    /// <summary>Of the skus that are known: sku, id and name.</summary>
    public static void AddProductNames(this NpgsqlBatch batch, Guid merchantId, string[] skus) => batch.Add(Names, merchantId, skus);

    public static void AddProduct(this NpgsqlBatch batch, Guid merchantId, ExternalKey key) => batch.Add(ByKey, key.Values(merchantId));

    public static void AddPrices(this NpgsqlBatch batch, Guid merchantId, ExternalKey key) => batch.Add(Prices, key.Values(merchantId));

    public static ExternalKey KeyOf(string sku) => new(null, SkuSource, sku);

    /// <summary>The row that the reader stands on.</summary>
    public static ProductView Read(NpgsqlDataReader row) => new(
        row.GetGuid(0), row.GetString(1), row.GetString(2), row.TextOrNull(3), Price(row.ValueOrNull<decimal>(4), row.TextOrNull(5)), row.ValueOrNull<int>(6), row.ValueOrNull<LocalDate>(18), row.GetBoolean(7),
        JsonSerializer.Deserialize<Dictionary<string, string>>(row.GetString(8), JsonDefaults.Options)!, row.Texts(9), row.ValueOrNull<int>(10), row.ValueOrNull<int>(11),
        PlanOf(row.ValueOrNull<Duration>(16), row.ValueOrNull<Duration>(17)), row.GetFieldValue<Instant>(12), row.GetFieldValue<Instant>(13), row.GetInt32(14));

    /// <summary>The source's own clock, of the row that the reader stands on.</summary>
    public static Instant? ReadClock(NpgsqlDataReader row) => row.ValueOrNull<Instant>(15);

    public static PriceView ReadPrice(NpgsqlDataReader row) => new(row.GetFieldValue<Instant>(0), Money.Rounded(row.GetDecimal(1), row.GetString(2)));

    public static ProductView Of(ProductRow row) => new(
        row.Id, row.Sku, row.Name, row.Category, Price(row.Price, row.Currency), row.Stock, row.Stock == 0 ? row.ExpectedOn : null, row.IsReturnable,
        JsonSerializer.Deserialize<Dictionary<string, string>>(row.Facts, JsonDefaults.Options)!, row.Claims, row.UseUpDays, row.WarrantyDays,
        PlanOf(row.QualityCheckAfter, row.SecondQualityCheckAfter), row.CreatedAt, row.UpdatedAt, row.Version);

    public static FollowUpPlan? PlanOf(Duration? first, Duration? second) => first is { } after ? new FollowUpPlan(after, second) : null;

    private static Money? Price(decimal? amount, string? currency) => amount is { } price && currency is not null ? Money.Rounded(price, currency) : null;
}
