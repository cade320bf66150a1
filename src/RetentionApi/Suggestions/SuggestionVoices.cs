using System.Text.Json;
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

/// <summary>What is done for all voices of a suggestion at once, however many they are: one statement each, in the transaction of what it follows from.</summary>
internal static class SuggestionVoices
{
    /// <summary>
    /// Whoever was told of this change is not told again. A notice for each person, the timeline entry, and work for the dispatcher, for a decision is evidence with everybody who asked.
    /// $2 suggestion, $3 change, $4 when it happened, $5 template, $6 class, $7 purpose, $8 words, $9 kind of work, $10 id of the work.
    /// </summary>
    private const string TellAll = """
        WITH voice AS MATERIALIZED (
          SELECT v.customer_id, CASE WHEN a.person_id IS NULL THEN v.customer_id ELSE a.person_id END AS person_id, v.since
          FROM suggestion_voices v LEFT JOIN customer_aliases a ON a.merchant_id = $1 AND a.customer_id = v.customer_id WHERE v.merchant_id = $1 AND v.suggestion_id = $2),
        notice AS (
          INSERT INTO notices (merchant_id, subject_id, customer_id, template, class, link_purpose, link_subject_id, words, status, due_at, created_at)
          SELECT $1, $3, p.customer_id, $5, $6, $7, $2, $8::jsonb, 'waiting', $4, $4 FROM (SELECT DISTINCT ON (person_id) customer_id FROM voice ORDER BY person_id, since) p
          ON CONFLICT DO NOTHING),
        entry AS (
          INSERT INTO timeline_entries (merchant_id, customer_id, occurred_at, id, kind, subject_id, summary) SELECT $1, customer_id, $4, $3, $5, $2, $5 FROM voice ON CONFLICT DO NOTHING)
        INSERT INTO outbox_messages (merchant_id, customer_id, id, kind, subject_id, occurred_at, due_at, attempts)
        SELECT $1, customer_id, $10, $9, $2, $4, $4, 0 FROM voice ON CONFLICT DO NOTHING
        """;

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

    public static async Task TellAllAsync(this RetentionDbContext db, Suggestion suggestion, SuggestionChange change, CancellationToken cancellationToken)
    {
        var words = new NoticeWords(await TopicOfAsync(db, suggestion, cancellationToken), change.Text);
        await using var batch = db.Batch();
        batch.Add(TellAll, db.MerchantId, suggestion.Id, change.Id, change.At, $"suggestion{change.Kind}", MessageClass.Service.Word(), LinkPurpose.SuggestionNews.Word(),
            JsonSerializer.Serialize(words, JsonDefaults.Options), (short)OutboxKind.Changed, Ids.New(change.At));
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>One for all languages; of somebody who is restricted nobody else gets to read the words.</summary>
    private static async Task<Dictionary<string, string>> TopicOfAsync(RetentionDbContext db, Suggestion suggestion, CancellationToken cancellationToken) =>
        await CustomerPersons.FindAsync(db, new ExternalKey(suggestion.CustomerId, null, null), cancellationToken) is { IsRestricted: true } ? [] : new() { [""] = suggestion.Text };

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
