using Npgsql;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Messaging;

/// <summary>The statements by which messages are stored: one a duty, one a notice, ever.</summary>
internal static class MessageWrites
{
    private const string Insert = """
        INSERT INTO messages (merchant_id, id, customer_id, follow_up_id, template, class, channel, address, language, subject, body, status, hold_reason, held_until, created_at, handed_over_at,
          subject_id, list_unsubscribe, mail_due_at, mail_attempts)
        SELECT $1, m.*, CASE WHEN $19 AND m.status = 'handedOver' AND m.channel = 'email' THEN m.handed_over_at END, 0 FROM unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[], $11::text[], $12::text[], $13::text[],
          $14::timestamptz[], $15::timestamptz[], $16::timestamptz[], $17::uuid[], $18::text[])
          AS m(id, customer_id, follow_up_id, template, class, channel, address, language, subject, body, status, hold_reason, held_until, created_at, handed_over_at, subject_id, list_unsubscribe)
        """;

    /// <summary>One that waited may be written anew; one that was handed over or will not go stays what it was. That it was held stays on record.</summary>
    private const string Renew = """
         DO UPDATE
        SET channel = excluded.channel, address = excluded.address, language = excluded.language, subject = excluded.subject, body = excluded.body, status = excluded.status,
          hold_reason = COALESCE(excluded.hold_reason, messages.hold_reason), held_until = COALESCE(excluded.held_until, messages.held_until), handed_over_at = excluded.handed_over_at,
          list_unsubscribe = excluded.list_unsubscribe, mail_due_at = excluded.mail_due_at
        WHERE messages.status = 'held'
        """;

    private const string StoreOfDuties = $"{Insert} ON CONFLICT (merchant_id, follow_up_id){Renew}", StoreOfNotices = $"{Insert} ON CONFLICT (merchant_id, subject_id, customer_id){Renew}";

    public const string WhoHasLeftOvers =
        "SELECT m.merchant_id FROM merchants m WHERE EXISTS (SELECT 1 FROM messages g WHERE g.merchant_id = m.merchant_id AND g.status = 'held' AND g.held_until <= $1)";

    /// <summary>What waited for a duty that ended meanwhile, or was missed, will not go. $2 how many, $3 now.</summary>
    public const string SuppressLeftOvers = """
        WITH over AS MATERIALIZED (
          SELECT g.id, COALESCE(f.cancellation, f.status) AS reason FROM messages g JOIN follow_ups f ON f.merchant_id = g.merchant_id AND f.id = g.follow_up_id
          WHERE g.merchant_id = $1 AND g.status = 'held' AND g.held_until <= $3 AND f.status IN ('done', 'skipped', 'cancelled', 'missed') LIMIT $2 FOR UPDATE OF g SKIP LOCKED),
        suppressed AS (
          UPDATE messages g SET status = 'suppressed', hold_reason = o.reason FROM over o WHERE g.merchant_id = $1 AND g.id = o.id RETURNING g.id)
        SELECT count(*) FROM suppressed
        """;

    /// <param name="isMailed">What goes by mail is handed to the mail server too.</param>
    public static void AddMessages(this NpgsqlBatch batch, Guid merchantId, IReadOnlyList<MessageRow> messages, bool isMailed)
    {
        Add(batch, StoreOfDuties, merchantId, [.. messages.Where(m => m.FollowUpId is not null)], isMailed);
        Add(batch, StoreOfNotices, merchantId, [.. messages.Where(m => m.FollowUpId is null)], isMailed);
    }

    private static void Add(NpgsqlBatch batch, string store, Guid merchantId, IReadOnlyList<MessageRow> messages, bool isMailed)
    {
        T[] All<T>(Func<MessageRow, T> value) => [.. messages.Select(value)];
        if (messages.Count > 0)
            batch.Add(store, merchantId, All(m => m.Id), All(m => m.CustomerId), All(m => m.FollowUpId), All(m => m.Template), All(m => m.Class.Word()), All(m => m.Channel.Word()),
                All(m => m.Address), All(m => m.Language), All(m => m.Subject), All(m => m.Body), All(m => m.Status.Word()), All(m => m.HoldReason), All(m => m.HeldUntil),
                All(m => m.CreatedAt), All(m => m.HandedOverAt), All(m => m.SubjectId), All(m => m.ListUnsubscribe), isMailed);
    }
}
