using NodaTime;
using Npgsql;
using RetentionApi.Domain.FollowUps;
using RetentionApi.Platform.Persistence;
using static RetentionApi.Platform.Persistence.SqlArrays;

namespace RetentionApi.Messaging.Mail;

/// <summary>A message on its way to the mail server.</summary>
/// <param name="Attempts">This one among them.</param>
internal sealed record MailToSend(
    Guid Id, Guid CustomerId, MessageClass Class, string Address, string Language, string Subject, string Body, string? ListUnsubscribe, Instant HandedOverAt, int Attempts, string MerchantName, string From);

/// <summary>What became of an attempt.</summary>
/// <param name="Number">As it was claimed: what somebody else has tried since is theirs to settle.</param>
/// <param name="DueAt">When it is tried again; null: never.</param>
/// <param name="Problem">In the mail server's words, or ours; null: it was taken, or not to be sent any more.</param>
/// <param name="Stopped">Why it is not to be sent any more.</param>
internal sealed record MailAttempt(Guid Id, int Number, Instant? SentAt = null, Instant? DueAt = null, string? Problem = null, CancellationCause? Stopped = null);

/// <summary>The statements by which mail is claimed and settled.</summary>
internal static class MailWrites
{
    public const string WhoHasWork = "SELECT m.merchant_id FROM merchants m WHERE EXISTS (SELECT 1 FROM messages g WHERE g.merchant_id = m.merchant_id AND m.mail_from IS NOT NULL AND g.mail_due_at <= $1)";

    /// <summary>$2 now, $3 how many, $4 when somebody else may try what this attempt leaves unsettled.</summary>
    private const string Claim = """
        WITH due AS MATERIALIZED (
          SELECT g.id FROM messages g WHERE g.merchant_id = $1 AND g.mail_due_at <= $2 ORDER BY g.mail_due_at LIMIT $3 FOR UPDATE SKIP LOCKED)
        UPDATE messages g SET mail_due_at = $4, mail_attempts = g.mail_attempts + 1 FROM due d, merchants m
        WHERE g.merchant_id = $1 AND g.id = d.id AND m.merchant_id = $1 AND m.mail_from IS NOT NULL
        RETURNING g.id, g.class, g.address, g.language, g.subject, g.body, g.list_unsubscribe, g.handed_over_at, g.mail_attempts, m.name, m.mail_from, g.customer_id
        """;

    private const string Settle = """
        UPDATE messages g SET mailed_at = s.sent_at, mail_due_at = s.due_at, mail_problem = s.problem,
          status = CASE WHEN s.stopped IS NULL THEN g.status ELSE 'suppressed' END, hold_reason = COALESCE(s.stopped, g.hold_reason)
        FROM unnest($2::uuid[], $3::timestamptz[], $4::timestamptz[], $5::text[], $6::int[], $7::text[]) AS s(id, sent_at, due_at, problem, attempt, stopped)
        WHERE g.merchant_id = $1 AND g.id = s.id AND g.mail_attempts = s.attempt
        """;

    /// <summary>What was claimed and not tried, unless somebody else has claimed it since.</summary>
    private const string GiveBack = """
        UPDATE messages g SET mail_due_at = $4, mail_attempts = g.mail_attempts - 1 FROM unnest($2::uuid[], $3::int[]) AS b(id, attempt)
        WHERE g.merchant_id = $1 AND g.id = b.id AND g.mail_attempts = b.attempt
        """;

    public static void AddMailClaim(this NpgsqlBatch batch, Guid merchantId, Instant now, int most, Instant leaseEnds) => batch.Add(Claim, merchantId, now, most, leaseEnds);

    public static MailToSend Read(NpgsqlDataReader row) => new(
        row.GetGuid(0), row.GetGuid(11), EnumWords.Parse<MessageClass>(row.GetString(1)), row.GetString(2), row.GetString(3), row.GetString(4), row.GetString(5), row.TextOrNull(6),
        row.GetFieldValue<Instant>(7), row.GetInt32(8), row.GetString(9), row.GetString(10));

    public static void AddMailsGivenBack(this NpgsqlBatch batch, Guid merchantId, IReadOnlyList<MailToSend> mails, Instant now)
    {
        if (mails.Count > 0)
            batch.Add(GiveBack, merchantId, All(mails, m => m.Id), All(mails, m => m.Attempts), now);
    }

    public static void AddMailAttempts(this NpgsqlBatch batch, Guid merchantId, IReadOnlyList<MailAttempt> attempts) => batch.Add(
        Settle, merchantId, All(attempts, a => a.Id), All(attempts, a => a.SentAt), All(attempts, a => a.DueAt), All(attempts, a => a.Problem), All(attempts, a => a.Number),
        All(attempts, a => a.Stopped?.Word()));
}
