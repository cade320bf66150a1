using NodaTime;
using Npgsql;
using RetentionApi.Domain.Cooperation;
using RetentionApi.Platform.Outbox;
using RetentionApi.Platform.Persistence;
using static RetentionApi.Platform.Persistence.SqlArrays;

namespace RetentionApi.Cooperation;

/// <summary>The statements by which answers about quality are stored and counted.</summary>
internal static class QualityWrites
{
    /// <summary>
    /// $2 the customers whose answers these are, all of them. Which products have to be counted anew is left to the dispatcher's next look, which has the nil customer's
    /// lock and sees what is committed: two customers who answer at once never wait for each other, and no count drifts.
    /// </summary>
    private const string Store = """
        WITH fact AS MATERIALIZED (
          SELECT * FROM unnest($3::uuid[], $4::uuid[], $5::uuid[], $6::text[], $7::int[], $8::timestamptz[]) AS f(customer_id, order_line_id, product_id, batch, rating, answered_at)),
        gone AS (
          DELETE FROM quality_ratings r WHERE r.merchant_id = $1 AND r.customer_id = ANY(ARRAY(SELECT unnest($2::uuid[])))
            AND NOT EXISTS (SELECT 1 FROM fact f WHERE (f.customer_id, f.order_line_id, f.product_id) = (r.customer_id, r.order_line_id, r.product_id)) RETURNING r.product_id),
        stored AS (
          INSERT INTO quality_ratings (merchant_id, customer_id, order_line_id, product_id, batch, rating, answered_at)
          SELECT $1, customer_id, order_line_id, product_id, batch, rating, answered_at FROM fact
          ON CONFLICT (merchant_id, customer_id, order_line_id, product_id) DO UPDATE SET batch = excluded.batch, rating = excluded.rating, answered_at = excluded.answered_at
          WHERE (quality_ratings.batch, quality_ratings.rating, quality_ratings.answered_at) IS DISTINCT FROM (excluded.batch, excluded.rating, excluded.answered_at)
          RETURNING product_id)
        INSERT INTO outbox_messages (merchant_id, customer_id, id, kind, subject_id, occurred_at, due_at, attempts)
        SELECT $1, $9, gen_random_uuid(), $10, product_id, $11, $11, 0 FROM (SELECT product_id FROM gone UNION SELECT product_id FROM stored) changed
        """;

    private const string Count = """
        INSERT INTO product_quality (merchant_id, product_id, answers, ratings)
        SELECT $1, p.id, count(r.rating)::int, COALESCE(sum(r.rating), 0)::bigint
        FROM products p LEFT JOIN quality_ratings r ON r.merchant_id = $1 AND r.product_id = p.id WHERE p.merchant_id = $1 AND p.id = ANY($2) GROUP BY p.id
        ON CONFLICT (merchant_id, product_id) DO UPDATE SET answers = excluded.answers, ratings = excluded.ratings
        WHERE (product_quality.answers, product_quality.ratings) <> (excluded.answers, excluded.ratings)
        """;

    /// <param name="customerIds">Whose answers these are: what they have stored beyond them is removed.</param>
    public static void AddQualityRatings(this NpgsqlBatch batch, Guid merchantId, Guid[] customerIds, IReadOnlyList<QualityRating> ratings, Instant now) => batch.Add(
        Store, merchantId, customerIds, All(ratings, r => r.CustomerId), All(ratings, r => r.OrderLineId), All(ratings, r => r.ProductId), All(ratings, r => r.Batch),
        All(ratings, r => r.Rating), All(ratings, r => r.AnsweredAt), Guid.Empty, (short)OutboxKind.Spread, now);

    /// <summary>For the dispatcher: counts the answers about these products.</summary>
    public static void AddProductQuality(this NpgsqlBatch batch, Guid merchantId, Guid[] productIds) => batch.Add(Count, merchantId, productIds);
}
