using NodaTime;
using Npgsql;
using RetentionApi.Domain.Interactions;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Interactions;

/// <summary>The hand-written reads of interactions; a day's visits are shown as one of them.</summary>
internal static class InteractionReads
{
    public const string Columns = """
        i.id, i.source, i.external_id, i.customer_id, i.kind, i.direction, i.occurred_at, i.channel, i.summary,
        (SELECT p.sku FROM products p WHERE p.merchant_id = i.merchant_id AND p.id = i.product_id), i.category, i.is_advice_wanted, i.rating,
        i.answered_at, i.answer, i.answered_by, i.created_at, i.visits, i.last_at, i.product_ids, i.order_id
        """;

    /// <summary>Both tables as one; conditions and order reach the indexes of each.</summary>
    public const string Rows = """
        (SELECT t.merchant_id, t.id, t.source, t.external_id, t.customer_id, t.kind, t.direction, t.occurred_at, t.channel, t.summary, t.product_id, t.order_id, t.category,
           t.is_advice_wanted, t.rating, t.answered_at, t.answer, t.answered_by, t.created_at, NULL::int AS visits, NULL::timestamptz AS last_at, NULL::uuid[] AS product_ids
         FROM interactions t
         UNION ALL
         SELECT v.merchant_id, v.id, NULL, NULL, v.customer_id, 'visit', 'inbound', v.first_at, NULL, NULL, NULL, NULL, v.category,
           false, NULL, NULL, NULL, NULL, v.first_at, v.count, v.last_at, v.product_ids
         FROM visits v) i
        """;

    private const string Reported = """
        (SELECT t.*, NULL::int AS visits, NULL::timestamptz AS last_at, NULL::uuid[] AS product_ids FROM interactions t) i
        """;

    private const string ByKey = $"""
        SELECT {Columns} FROM {Rows} WHERE i.merchant_id = $1 AND i.id = $2
        UNION ALL SELECT {Columns} FROM {Reported} WHERE i.merchant_id = $1 AND i.source = $3 AND i.external_id = $4
        """;

    public static void AddInteraction(this NpgsqlBatch batch, Guid merchantId, ExternalKey key) => batch.Add(ByKey, key.Values(merchantId));

    /// <summary>The row that the reader stands on.</summary>
    public static InteractionView Read(NpgsqlDataReader row) => new(
        row.GetGuid(0), row.TextOrNull(1), row.TextOrNull(2), row.GetGuid(3), EnumWords.Parse<InteractionKind>(row.GetString(4)), EnumWords.Parse<Direction>(row.GetString(5)),
        row.GetFieldValue<Instant>(6), row.TextOrNull(7), row.TextOrNull(8), row.TextOrNull(9), row.ValueOrNull<Guid>(20), row.TextOrNull(10) is { Length: > 0 } category ? category : null,
        row.GetBoolean(11), row.ValueOrNull<int>(12), row.ValueOrNull<Instant>(13), row.TextOrNull(14), row.ValueOrNull<Guid>(15),
        row.ValueOrNull<int>(17) is { } count ? new VisitsView(count, row.GetFieldValue<Instant>(18), row.GetFieldValue<Guid[]>(19)) : null,
        row.GetFieldValue<Instant>(16));
}
