using Npgsql;
using RetentionApi.Domain.Cooperation;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Cooperation;

/// <summary>A product of a category; its price is null where it is unknown, or in another currency than the merchant's: such prices are not compared.</summary>
internal sealed record CategoryOffer(string Category, OfferedProduct Product);

/// <summary>The products of categories, with what customers answered about their quality.</summary>
internal static class Offers
{
    /// <summary>$2 categories.</summary>
    private const string Statement = """
        SELECT p.category, p.id, p.sku, p.name, CASE WHEN p.currency = m.currency THEN p.price END, p.stock IS NULL OR p.stock > 0, COALESCE(q.answers, 0), COALESCE(q.ratings, 0)
        FROM products p JOIN merchants m ON m.merchant_id = p.merchant_id LEFT JOIN product_quality q ON q.merchant_id = p.merchant_id AND q.product_id = p.id
        WHERE p.merchant_id = $1 AND p.category = ANY($2)
        """;

    public static void AddOffers(this NpgsqlBatch batch, Guid merchantId, string[] categories) => batch.Add(Statement, merchantId, categories);

    public static CategoryOffer Read(NpgsqlDataReader row) => new(row.GetString(0), new OfferedProduct(
        row.GetGuid(1), row.GetString(2), row.GetString(3), row.ValueOrNull<decimal>(4), row.GetBoolean(5), QualityAnswers.OfRatings(row.GetInt32(6), row.GetInt64(7))));
}
