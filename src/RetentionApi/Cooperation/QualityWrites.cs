using NodaTime;
using Npgsql;
using RetentionApi.Domain.Batches;
using RetentionApi.Domain.Cooperation;
using RetentionApi.Platform.Outbox;
using RetentionApi.Platform.Persistence;
using static RetentionApi.Platform.Persistence.SqlArrays;

namespace RetentionApi.Cooperation;

/// <summary>A batch whose count has just changed.</summary>
internal sealed record CountedBatch(Guid ProductId, string Batch, BatchCount Count);

/// <summary>The statements by which answers about quality are stored and counted.</summary>
internal static class QualityWrites
{
    /// <summary>
    /// $2 the customers whose answers these are, all of them. Which products have to be counted anew is left to the dispatcher's next look, which has the nil customer's
    /// lock and sees what is committed: two customers who answer at once never wait for each other, and no count drifts.
    /// </summary>
    private const string Store = """
        WITH fact AS MATERIALIZED (
          SELECT * FROM unnest($3::uuid[], $4::uuid[], $5::uuid[], $6::text[], $7::int[], $8::timestamptz[], $12::text[])
            AS f(customer_id, order_line_id, product_id, batch, rating, answered_at, verdict)),
        gone AS (
          DELETE FROM quality_ratings r WHERE r.merchant_id = $1 AND r.customer_id = ANY(ARRAY(SELECT unnest($2::uuid[])))
            AND NOT EXISTS (SELECT 1 FROM fact f WHERE (f.customer_id, f.order_line_id, f.product_id) = (r.customer_id, r.order_line_id, r.product_id)) RETURNING r.product_id),
        known AS (
          DELETE FROM quality_ratings r WHERE r.merchant_id = $1 AND r.customer_id = $9 AND r.order_line_id = ANY(ARRAY(SELECT order_line_id FROM fact)) RETURNING r.product_id),
        stored AS (
          INSERT INTO quality_ratings (merchant_id, customer_id, order_line_id, product_id, batch, rating, answered_at, verdict)
          SELECT $1, customer_id, order_line_id, product_id, batch, rating, answered_at, verdict FROM fact
          ON CONFLICT (merchant_id, customer_id, order_line_id, product_id) DO UPDATE SET batch = excluded.batch, rating = excluded.rating, answered_at = excluded.answered_at, verdict = excluded.verdict
          WHERE (quality_ratings.batch, quality_ratings.rating, quality_ratings.answered_at, quality_ratings.verdict)
            IS DISTINCT FROM (excluded.batch, excluded.rating, excluded.answered_at, excluded.verdict)
          RETURNING product_id)
        INSERT INTO outbox_messages (merchant_id, customer_id, id, kind, subject_id, occurred_at, due_at, attempts)
        SELECT $1, $9, gen_random_uuid(), $10, product_id, $11, $11, 0 FROM (SELECT product_id FROM gone UNION SELECT product_id FROM known UNION SELECT product_id FROM stored) changed
        """;

    /// <summary>
    /// $2 orders that are, or were, of nobody known. What came back of them for a fault says something of products and batches, under the nil customer, whom nobody derives: so it
    /// is derived here, from the orders as they are now. A line that somebody has spoken for, an erased customer perhaps, is left to that.
    /// </summary>
    private const string StoreOfNobody = """
        WITH line AS MATERIALIZED (
          SELECT l.id, l.product_id, l.batch, CASE WHEN o.customer_id IS NULL AND NOT o.is_test AND o.status = 'placed' AND o.payment <> 'unpaid' THEN (
            SELECT min(r.returned_at) FROM returns r
            WHERE r.merchant_id = $1 AND r.order_id = o.id AND r.reason IN ('fault', 'notAsDescribed') AND l.number = ANY(r.line_numbers)) END AS faulty_at
          FROM orders o JOIN order_lines l ON l.merchant_id = $1 AND l.order_id = o.id
          WHERE o.merchant_id = $1 AND o.id = ANY($2) AND l.product_id IS NOT NULL),
        gone AS (
          DELETE FROM quality_ratings q USING line l
          WHERE q.merchant_id = $1 AND q.customer_id = $3 AND q.order_line_id = l.id AND (l.faulty_at IS NULL OR q.product_id <> l.product_id) RETURNING q.product_id),
        stored AS (
          INSERT INTO quality_ratings (merchant_id, customer_id, order_line_id, product_id, batch, answered_at, verdict)
          SELECT $1, $3, l.id, l.product_id, l.batch, l.faulty_at, $5 FROM line l
          WHERE l.faulty_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM quality_ratings q WHERE q.merchant_id = $1 AND q.product_id = l.product_id AND q.order_line_id = l.id)
          ON CONFLICT DO NOTHING RETURNING product_id)
        INSERT INTO outbox_messages (merchant_id, customer_id, id, kind, subject_id, occurred_at, due_at, attempts)
        SELECT $1, $3, gen_random_uuid(), $6, product_id, $4, $4, 0 FROM (SELECT product_id FROM gone UNION SELECT product_id FROM stored) changed
        """;

    /// <summary>$2 products. By product and by batch in one look; answers with the batches of which the count is another than before.</summary>
    private const string Count = """
        WITH counted AS MATERIALIZED (
          SELECT r.product_id, r.batch, GROUPING(r.batch) = 1 AS is_of_all, count(r.rating)::int AS answers, COALESCE(sum(r.rating), 0)::bigint AS ratings,
            (count(*) FILTER (WHERE r.verdict = 'sound'))::int AS sound, (count(*) FILTER (WHERE r.verdict = 'defect'))::int AS defects,
            (count(DISTINCT CASE WHEN a.person_id IS NULL THEN r.customer_id ELSE a.person_id END) FILTER (WHERE r.verdict = 'defect' AND r.customer_id <> $3))::int AS affected
          FROM quality_ratings r LEFT JOIN customer_aliases a ON a.merchant_id = $1 AND a.customer_id = r.customer_id
          WHERE r.merchant_id = $1 AND r.product_id = ANY($2) GROUP BY GROUPING SETS ((r.product_id), (r.product_id, r.batch))),
        of_products AS (
          INSERT INTO product_quality (merchant_id, product_id, answers, ratings, sound, defects, affected)
          SELECT $1, p.id, COALESCE(c.answers, 0), COALESCE(c.ratings, 0), COALESCE(c.sound, 0), COALESCE(c.defects, 0), COALESCE(c.affected, 0)
          FROM products p LEFT JOIN counted c ON c.product_id = p.id AND c.is_of_all WHERE p.merchant_id = $1 AND p.id = ANY($2)
          ON CONFLICT (merchant_id, product_id) DO UPDATE
          SET answers = excluded.answers, ratings = excluded.ratings, sound = excluded.sound, defects = excluded.defects, affected = excluded.affected
          WHERE (product_quality.answers, product_quality.ratings, product_quality.sound, product_quality.defects, product_quality.affected)
            <> (excluded.answers, excluded.ratings, excluded.sound, excluded.defects, excluded.affected)),
        gone AS (
          DELETE FROM batch_quality b WHERE b.merchant_id = $1 AND b.product_id = ANY($2)
            AND NOT EXISTS (SELECT 1 FROM counted c WHERE NOT c.is_of_all AND c.product_id = b.product_id AND c.batch = b.batch))
        INSERT INTO batch_quality (merchant_id, product_id, batch, answers, ratings, sound, defects, affected)
        SELECT $1, product_id, batch, answers, ratings, sound, defects, affected FROM counted WHERE NOT is_of_all AND batch IS NOT NULL
        ON CONFLICT (merchant_id, product_id, batch) DO UPDATE
        SET answers = excluded.answers, ratings = excluded.ratings, sound = excluded.sound, defects = excluded.defects, affected = excluded.affected
        WHERE (batch_quality.answers, batch_quality.ratings, batch_quality.sound, batch_quality.defects, batch_quality.affected)
          <> (excluded.answers, excluded.ratings, excluded.sound, excluded.defects, excluded.affected)
        RETURNING product_id, batch, sound, defects, affected
        """;

    /// <param name="customerIds">Whose answers these are: what they have stored beyond them is removed.</param>
    public static void AddQualityRatings(this NpgsqlBatch batch, Guid merchantId, Guid[] customerIds, IReadOnlyList<QualityRating> ratings, Instant now) => batch.Add(
        Store, merchantId, customerIds, All(ratings, r => r.CustomerId), All(ratings, r => r.OrderLineId), All(ratings, r => r.ProductId), All(ratings, r => r.Batch),
        All(ratings, r => r.Rating), All(ratings, r => r.AnsweredAt), Guid.Empty, (short)OutboxKind.Spread, now, All(ratings, r => r.Verdict?.Word()));

    /// <summary>What came back for a fault from orders of nobody known; in the transaction that changes the orders, or stores a return.</summary>
    public static void AddDefectsOfNobody(this NpgsqlBatch batch, Guid merchantId, Guid[] orderIds, Instant now)
    {
        if (orderIds.Length > 0)
            batch.Add(StoreOfNobody, merchantId, orderIds, Guid.Empty, now, QualityVerdict.Defect.Word(), (short)OutboxKind.Spread);
    }

    /// <summary>For the dispatcher: counts the answers about these products; read what it answers with by <see cref="ReadCount"/>.</summary>
    public static void AddProductQuality(this NpgsqlBatch batch, Guid merchantId, Guid[] productIds) => batch.Add(Count, merchantId, productIds, Guid.Empty);

    public static CountedBatch ReadCount(NpgsqlDataReader row) => new(row.GetGuid(0), row.GetString(1), new BatchCount(row.GetInt32(2), row.GetInt32(3), row.GetInt32(4)));
}
