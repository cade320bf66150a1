using NodaTime;
using Npgsql;
using RetentionApi.Domain.Catalog;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Outbox;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Catalog;

/// <summary>Asks for the customers to be derived anew whose duties hang on what has changed of a product.</summary>
/// <remarks>
/// The past owes nothing, so only those count whose duty can still be ahead: who ordered within the product's longest span (use-up, warranty) and a while,
/// or asks about it now. And at most <see cref="MostCustomers"/>, so that one change of one product never floods the dispatcher: the others are
/// derived anew whenever something of theirs happens.
/// </remarks>
internal static class ProductBuyers
{
    private const int MostCustomers = 20_000;

    /// <summary>For deliveries that take their time, and duties that stay on the list.</summary>
    private static readonly Duration AWhile = Duration.FromDays(60);

    private static readonly string Recompute = $"""
        INSERT INTO outbox_messages (merchant_id, customer_id, id, kind, subject_id, occurred_at, due_at, attempts)
        SELECT $1, customer_id, $3, $4, $2, $5, $5, 0 FROM (
          SELECT o.customer_id FROM order_lines l JOIN orders o ON o.merchant_id = $1 AND o.id = l.order_id
          WHERE l.merchant_id = $1 AND l.product_id = $2 AND o.customer_id IS NOT NULL AND o.placed_at >= $6
          UNION
          SELECT i.customer_id FROM interactions i
          WHERE i.merchant_id = $1 AND i.kind = 'enquiry' AND i.direction = 'inbound' AND i.answered_at IS NULL AND i.product_id = $2 AND i.occurred_at >= $6
          LIMIT {MostCustomers}) buyer
        """;

    public static void AddRecomputeOfBuyers(this NpgsqlBatch batch, Guid merchantId, ProductView? before, ProductView after, Instant now)
    {
        if (before is null || !HangsOn(before, after))
            return;
        var days = new[] { before.UseUpDays, after.UseUpDays, before.WarrantyDays, after.WarrantyDays, DaysOf(before.FollowUpPlan), DaysOf(after.FollowUpPlan) }.Max() ?? 0;
        batch.Add(Recompute, merchantId, after.Id, Ids.New(now), (short)OutboxKind.Recompute, now, now - Duration.FromDays(days) - AWhile);
    }

    /// <summary>Whether a duty or evidence may differ. A name, price or stock makes none.</summary>
    private static bool HangsOn(ProductView before, ProductView after) =>
        (before.Returnable, before.Facts.Count > 0, before.UseUpDays, before.WarrantyDays, before.Category, before.FollowUpPlan)
        != (after.Returnable, after.Facts.Count > 0, after.UseUpDays, after.WarrantyDays, after.Category, after.FollowUpPlan);

    private static int? DaysOf(FollowUpPlan? plan) => (plan?.SecondQualityCheckAfter ?? plan?.QualityCheckAfter)?.Days;
}
