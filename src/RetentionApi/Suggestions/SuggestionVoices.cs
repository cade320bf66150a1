using System.Text.Json;
using NodaTime;
using Npgsql;
using RetentionApi.CustomerPages;
using RetentionApi.Customers;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.FollowUps;
using RetentionApi.Domain.Suggestions;
using RetentionApi.Messaging;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Json;
using RetentionApi.Platform.Outbox;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Suggestions;

/// <summary>What is done for all voices of a suggestion, however many they are: a statement for many, in the transaction of what it follows from, or the dispatcher's.</summary>
internal static class SuggestionVoices
{
    /// <summary>How many one transaction tells: the others wait for the dispatcher, so that no reply to many takes longer than a request may.</summary>
    private const int AtOnce = 500;

    /// <summary>
    /// Whoever was told of this change, and has the entry, is not told again. A notice for each person, the timeline entry, and work for the dispatcher, for a decision is evidence
    /// with everybody who asked. $2 now, $3 id of the work, $4 and $5 kinds of work, $6 nobody.
    /// </summary>
    private static string Tell(string change) => $"""
        WITH change AS MATERIALIZED ({change}),
        voice AS MATERIALIZED (
          SELECT c.*, v.* FROM change c CROSS JOIN LATERAL (
            SELECT v.customer_id, CASE WHEN a.person_id IS NULL THEN v.customer_id ELSE a.person_id END AS person_id, v.since
            FROM suggestion_voices v LEFT JOIN customer_aliases a ON a.merchant_id = $1 AND a.customer_id = v.customer_id
            WHERE v.merchant_id = $1 AND v.suggestion_id = c.suggestion_id AND NOT EXISTS (
              SELECT 1 FROM timeline_entries t WHERE t.merchant_id = $1 AND t.customer_id = v.customer_id AND t.occurred_at = c.at AND t.id = c.id)
            ORDER BY person_id FETCH FIRST {AtOnce} ROWS WITH TIES) v),
        notice AS (
          INSERT INTO notices (merchant_id, subject_id, customer_id, template, class, link_purpose, link_subject_id, words, status, due_at, created_at)
          SELECT DISTINCT ON (id, person_id) $1::uuid, id, customer_id, template, class, link_purpose, suggestion_id, words, 'waiting', at, at FROM voice ORDER BY id, person_id, since
          ON CONFLICT DO NOTHING),
        entry AS (
          INSERT INTO timeline_entries (merchant_id, customer_id, occurred_at, id, kind, subject_id, summary)
          SELECT $1, customer_id, at, id, template, suggestion_id, template FROM voice ON CONFLICT DO NOTHING),
        rest AS (
          INSERT INTO outbox_messages (merchant_id, customer_id, id, kind, subject_id, occurred_at, due_at, attempts)
          SELECT $1, $6, gen_random_uuid(), $5, id, at, $2, 0 FROM voice GROUP BY id, at HAVING count(*) >= {AtOnce})
        INSERT INTO outbox_messages (merchant_id, customer_id, id, kind, subject_id, occurred_at, due_at, attempts)
        SELECT $1, customer_id, $3, $4, suggestion_id, at, $2, 0 FROM voice ON CONFLICT DO NOTHING
        """;

    private static readonly string TellFirst = Tell("""
        SELECT $7::uuid AS id, $8::uuid AS suggestion_id, $9::timestamptz AS at, $10::text AS template, $11::text AS class, $12::text AS link_purpose, $13::jsonb AS words
        """);

    /// <summary>$7 changes, $8 purpose: what the first ones were told.</summary>
    private static readonly string TellNext = Tell("""
        SELECT n.subject_id AS id, n.link_subject_id AS suggestion_id, n.created_at AS at, n.template, n.class, n.link_purpose, n.words
        FROM unnest($7::uuid[]) AS s(id) CROSS JOIN LATERAL (SELECT n.* FROM notices n WHERE n.merchant_id = $1 AND n.subject_id = s.id LIMIT 1) n WHERE n.link_purpose = $8
        """);

    /// <summary>Where the customer has a voice at the other one already, that one stays.</summary>
    private const string CopyAll = """
        WITH copied AS (
          INSERT INTO suggestion_voices (merchant_id, suggestion_id, customer_id, since, origin, link_id, text, order_id, interaction_id, merged_from_id)
          SELECT v.merchant_id, $3, v.customer_id, v.since, v.origin, NULL, v.text, v.order_id, v.interaction_id, $2
          FROM suggestion_voices v WHERE v.merchant_id = $1 AND v.suggestion_id = $2 ON CONFLICT DO NOTHING RETURNING customer_id)
        UPDATE suggestions SET voices = voices + (SELECT count(*) FROM copied) WHERE merchant_id = $1 AND id = $3
        """;

    /// <summary>So that each merged one names the one that stays, in one step.</summary>
    private const string Redirect = "UPDATE suggestions SET merged_into_id = $3 WHERE merchant_id = $1 AND merged_into_id = $2";

    /// <summary>The first of all who asked at once, the others by and by.</summary>
    public static async Task TellAllAsync(this RetentionDbContext db, Suggestion suggestion, SuggestionChange change, Instant now, CancellationToken cancellationToken)
    {
        var words = new NoticeWords(await TopicOfAsync(db, suggestion, cancellationToken), change.Text);
        await using var batch = db.Batch();
        batch.AddLookUpsByKey();
        batch.Add(TellFirst, [
            .. CommonOf(db.MerchantId, now), change.Id, suggestion.Id, change.At, $"suggestion{change.Kind}", MessageClass.Service.Word(), LinkPurpose.SuggestionNews.Word(),
            JsonSerializer.Serialize(words, JsonDefaults.Options)]);
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>One for all languages; of somebody who is restricted nobody else gets to read the words.</summary>
    private static async Task<Dictionary<string, string>> TopicOfAsync(RetentionDbContext db, Suggestion suggestion, CancellationToken cancellationToken) =>
        await CustomerPersons.FindAsync(db, new ExternalKey(suggestion.CustomerId, null, null), cancellationToken) is { IsRestricted: true } ? [] : new() { [""] = suggestion.Text };
    /// <summary>For the dispatcher: the next who asked are told of these changes.</summary>
    public static void AddSuggestionNews(this NpgsqlBatch batch, Guid merchantId, Guid[] changeIds, Instant now) =>
        batch.Add(TellNext, [.. CommonOf(merchantId, now), changeIds, LinkPurpose.SuggestionNews.Word()]);

    private static object[] CommonOf(Guid merchantId, Instant now) => [merchantId, now, Ids.New(now), (short)OutboxKind.Changed, (short)OutboxKind.Spread, Guid.Empty];

    public static async Task CopyVoicesAsync(this RetentionDbContext db, Guid fromId, Guid intoId, CancellationToken cancellationToken)
    {
        await using var batch = db.Batch();
        batch.Add(CopyAll, db.MerchantId, fromId, intoId);
        batch.Add(Redirect, db.MerchantId, fromId, intoId);
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <returns>False: they had a voice already.</returns>
    public static async Task<bool> AddVoiceAsync(this RetentionDbContext db, SuggestionVoiceRow voice, CancellationToken cancellationToken)
    {
        await using var batch = db.Batch();
        batch.Add(
            """
            WITH added AS (
              INSERT INTO suggestion_voices (merchant_id, suggestion_id, customer_id, since, origin, link_id, text, order_id, interaction_id)
              VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING RETURNING suggestion_id)
            UPDATE suggestions s SET voices = s.voices + 1 FROM added a WHERE s.merchant_id = $1 AND s.id = a.suggestion_id
            """,
            db.MerchantId, voice.SuggestionId, voice.CustomerId, voice.Since, voice.Origin.Word(), SqlValue.Of(voice.LinkId), SqlValue.Of(voice.Text), SqlValue.Of(voice.OrderId),
            SqlValue.Of(voice.InteractionId));
        return await batch.ExecuteNonQueryAsync(cancellationToken) > 0;
    }
}
