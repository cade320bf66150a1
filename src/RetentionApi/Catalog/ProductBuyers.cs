using NodaTime;
using Npgsql;
using RetentionApi.Domain.Catalog;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Outbox;
using RetentionApi.Platform.Persistence;
using static RetentionApi.Platform.Persistence.SqlArrays;

namespace RetentionApi.Catalog;

/// <summary>Asks for the customers to be derived anew whose duties hang on what has changed of a product.</summary>
/// <remarks>
/// The past owes nothing, so only those count whose duty can still be ahead: who ordered within the product's longest span (use-up, warranty) and a while,
/// or asks about it now. The request only says so: the dispatcher goes through those times order by order, by their index, a part at each go, and takes its time, so that no product is too
/// popular for it and what happens meanwhile never waits behind all buyers.
/// </remarks>
internal static class ProductBuyers
{
    /// <summary>How many orders one transaction of the dispatcher looks at; the later ones are the next one's, after a pause.</summary>
    public const int AtOnce = 5_000;

    private static readonly Duration Pause = Duration.FromSeconds(5);

    /// <summary>For deliveries that take their time, and duties that stay on the list.</summary>
    private static readonly Duration AWhile = Duration.FromDays(60);

    private const string Ask = "INSERT INTO outbox_messages (merchant_id, customer_id, id, kind, subject_id, occurred_at, due_at, attempts) VALUES ($1, $2, $3, $4, $5, $6, $7, 0)";

    /// <summary>
    /// $2 products and $3 from when on each, $4 now. A part ends with all orders of one moment, so that the next begins after it. What was asked about the products in the same span of time
    /// comes along; after the last order, whatever is left of it.
    /// </summary>
    private static readonly string Recompute = $"""
        WITH asked AS MATERIALIZED (SELECT a.product_id, min(a.since) AS since FROM unnest($2::uuid[], $3::timestamptz[]) AS a(product_id, since) GROUP BY a.product_id),
        part AS MATERIALIZED (
          SELECT o.id, o.customer_id, o.placed_at FROM orders o WHERE o.merchant_id = $1 AND o.placed_at >= (SELECT min(since) FROM asked)
          ORDER BY o.placed_at FETCH FIRST {AtOnce} ROWS WITH TIES),
        reached AS MATERIALIZED (SELECT CASE WHEN count(*) >= {AtOnce} THEN max(placed_at) END AS until FROM part),
        concerned AS (
          SELECT p.customer_id FROM part p WHERE p.customer_id IS NOT NULL AND EXISTS (
            SELECT 1 FROM order_lines l JOIN asked a ON a.product_id = l.product_id AND a.since <= p.placed_at WHERE l.merchant_id = $1 AND l.order_id = p.id)
          UNION
          SELECT i.customer_id FROM interactions i JOIN asked a ON a.product_id = i.product_id AND a.since <= i.occurred_at
          WHERE i.merchant_id = $1 AND i.kind = 'enquiry' AND i.direction = 'inbound' AND i.answered_at IS NULL
            AND i.occurred_at >= (SELECT min(since) FROM asked) AND i.occurred_at <= COALESCE((SELECT until FROM reached), 'infinity')),
        rest AS (
          INSERT INTO outbox_messages (merchant_id, customer_id, id, kind, subject_id, occurred_at, due_at, attempts)
          SELECT $1, $5, gen_random_uuid(), $6, a.product_id, GREATEST(a.since, r.until + interval '1 microsecond'), $7, 0 FROM asked a JOIN reached r ON r.until IS NOT NULL)
        INSERT INTO outbox_messages (merchant_id, customer_id, id, kind, occurred_at, due_at, attempts)
        SELECT $1, customer_id, $8, $9, $4, $4, 0 FROM concerned ON CONFLICT DO NOTHING
        """;

    /// <summary>After a product was stored otherwise than it was, in the same transaction.</summary>
    public static void AddRecomputeOfBuyers(this NpgsqlBatch batch, Guid merchantId, ProductView? before, ProductView after, Instant now)
    {
        if (before is null || !HangsOn(before, after))
            return;
        var days = new[] { before.UseUpDays, after.UseUpDays, before.WarrantyDays, after.WarrantyDays, DaysOf(before.FollowUpPlan), DaysOf(after.FollowUpPlan) }.Max() ?? 0;
        batch.Add(Ask, merchantId, Guid.Empty, Ids.New(now), (short)OutboxKind.SpreadSince, after.Id, now - Duration.FromDays(days) - AWhile, now);
    }

    /// <summary>For the dispatcher: the next part of those who bought one of these products, or ask about it.</summary>
    public static void AddBuyersToRecompute(this NpgsqlBatch batch, Guid merchantId, IReadOnlyList<SpreadSince> products, Instant now) => batch.Add(
        Recompute, merchantId, All(products, p => p.SubjectId), All(products, p => p.Since), now, Guid.Empty, (short)OutboxKind.SpreadSince, now + Pause,
        Ids.New(now), (short)OutboxKind.Recompute);

    /// <summary>Whether a duty or evidence may differ. A name, price or stock makes none.</summary>
    private static bool HangsOn(ProductView before, ProductView after) =>
        (before.Returnable, before.Facts.Count > 0, before.UseUpDays, before.WarrantyDays, before.Category, before.FollowUpPlan)
        != (after.Returnable, after.Facts.Count > 0, after.UseUpDays, after.WarrantyDays, after.Category, after.FollowUpPlan);

    private static int? DaysOf(FollowUpPlan? plan) => (plan?.SecondQualityCheckAfter ?? plan?.QualityCheckAfter)?.Days;
}
