using NodaTime;
using Npgsql;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.Interests;
using RetentionApi.Platform.Outbox;
using RetentionApi.Platform.Persistence;
using static RetentionApi.Platform.Persistence.SqlArrays;

namespace RetentionApi.Interests;

/// <summary>The statements by which interests are kept, come true and end.</summary>
internal static class InterestWrites
{
    /// <summary>How many customers one transaction of the dispatcher tells; what is left is the next one's.</summary>
    private const int AtOnce = 5_000;

    /// <summary>Of an interest <c>i</c> in a product <c>p</c>. What cannot be bought is no news, however cheap it is.</summary>
    public const string IsTrue = """
        COALESCE((p.stock IS NULL OR p.stock > 0) AND (i.kind <> 'priceBelow' OR (p.price <= i.price AND p.currency = i.currency)), false)
        """;

    /// <summary>The day on which what somebody waits for is said to be there again.</summary>
    private const string Expected = "CASE WHEN i.kind = 'backInStock' AND p.stock = 0 THEN p.expected_on END";

    /// <summary>
    /// What is open already takes the new price. The product is locked against change: who changes it meanwhile waits, and then finds this interest.
    /// Answers with its id, and whether it is new.
    /// </summary>
    private const string Store = $"""
        INSERT INTO interests (merchant_id, id, customer_id, product_id, kind, price, currency, channel, asked_at, fulfilled_at, expected_on)
        SELECT $1, $2, $3, p.id, i.kind, i.price, i.currency, $8, $9, CASE WHEN {IsTrue} THEN $9::timestamptz END, {Expected}
        FROM (SELECT $5::text AS kind, $6::numeric AS price, $7::text AS currency) i CROSS JOIN (SELECT * FROM products WHERE merchant_id = $1 AND id = $4 FOR SHARE) p
        ON CONFLICT (merchant_id, customer_id, product_id, kind) WHERE ended_at IS NULL DO UPDATE
        SET price = excluded.price, currency = excluded.currency,
          fulfilled_at = CASE WHEN excluded.fulfilled_at IS NOT NULL THEN COALESCE(interests.fulfilled_at, excluded.fulfilled_at) END
        RETURNING id
        """;

    /// <summary>
    /// $2 products, $3 now. Which interests have come true, or are no longer, or have a day to wait for now, is a comparison of what is stored with what is: each turns once, whoever asks and
    /// however often. What is left beyond a transaction's share is asked for again.
    /// </summary>
    private static readonly string Turn = $"""
        WITH turned AS MATERIALIZED (
          SELECT i.id, i.customer_id, i.product_id, {IsTrue} AS is_true, {Expected} AS expected_on FROM products p JOIN interests i ON i.merchant_id = $1 AND i.product_id = p.id
          WHERE p.merchant_id = $1 AND p.id = ANY($2) AND i.ended_at IS NULL
            AND ((i.fulfilled_at IS NOT NULL) <> {IsTrue} OR (i.expected_on IS NULL AND {Expected} IS NOT NULL)) LIMIT {AtOnce} FOR UPDATE OF i),
        changed AS (
          UPDATE interests i SET fulfilled_at = CASE WHEN t.is_true THEN COALESCE(i.fulfilled_at, $3::timestamptz) END, expected_on = COALESCE(i.expected_on, t.expected_on) FROM turned t WHERE i.merchant_id = $1 AND i.id = t.id),
        rest AS (
          INSERT INTO outbox_messages (merchant_id, customer_id, id, kind, subject_id, occurred_at, due_at, attempts)
          SELECT $1, $6, gen_random_uuid(), $7, product_id, $3, $3, 0 FROM (SELECT DISTINCT product_id FROM turned) t WHERE (SELECT count(*) FROM turned) = {AtOnce})
        INSERT INTO outbox_messages (merchant_id, customer_id, id, kind, occurred_at, due_at, attempts)
        SELECT DISTINCT $1::uuid, customer_id, $4::uuid, $5::smallint, $3::timestamptz, $3::timestamptz, 0 FROM turned ON CONFLICT DO NOTHING
        """;

    private const string Ask = """
        INSERT INTO outbox_messages (merchant_id, customer_id, id, kind, subject_id, occurred_at, due_at, attempts)
        SELECT $1, $3, gen_random_uuid(), $4, p.id, $5, $5, 0 FROM products p
        WHERE p.merchant_id = $1 AND p.sku = ANY($2) AND EXISTS (SELECT 1 FROM interests i WHERE i.merchant_id = $1 AND i.product_id = p.id AND i.ended_at IS NULL)
        """;

    private const string End = """
        UPDATE interests i SET ended_at = n.at, ended_as = n.ended_as FROM unnest($2::uuid[], $3::timestamptz[], $4::text[]) AS n(id, at, ended_as)
        WHERE i.merchant_id = $1 AND i.id = n.id AND i.ended_at IS NULL
        """;

    /// <summary>Answers with its id: the given one, or that of what was open already.</summary>
    public static void AddInterest(this NpgsqlBatch batch, InterestRow row) => batch.Add(
        Store, row.MerchantId, row.Id, row.CustomerId, row.ProductId, row.Kind.Word(),
        new NpgsqlParameter { Value = row.Price is { } price ? price : DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Numeric },
        SqlValue.Of(row.Currency), SqlValue.Of(row.Channel), row.AskedAt);

    /// <summary>After products were stored with another stock or price, in the same transaction: those who asked are told of it, however many, but not by this transaction.</summary>
    public static void AddNewsOfProducts(this NpgsqlBatch batch, Guid merchantId, string[] skus, Instant now) =>
        batch.Add(Ask, merchantId, skus, Guid.Empty, (short)OutboxKind.Spread, now);

    /// <summary>For the dispatcher: interests in these products turn, and their customers are derived anew.</summary>
    public static void AddTurningInterests(this NpgsqlBatch batch, Guid merchantId, Guid[] productIds, Instant now) => batch.Add(
        Turn, merchantId, productIds, now, Ids.New(now), (short)OutboxKind.Changed, Guid.Empty, (short)OutboxKind.Spread);

    public static void AddInterestEndings(this NpgsqlBatch batch, Guid merchantId, IReadOnlyList<InterestEnding> endings)
    {
        if (endings.Count > 0)
            batch.Add(End, merchantId, All(endings, e => e.InterestId), All(endings, e => e.At), All(endings, e => e.End.Word()));
    }
}
