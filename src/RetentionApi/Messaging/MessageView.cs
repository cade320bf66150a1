using NodaTime;
using Npgsql;
using RetentionApi.Domain.FollowUps;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Messaging;

/// <summary>A message to a customer: handed over, waiting, or not going.</summary>
/// <param name="FollowUpId">The duty it does; a duty has at most one message. Null for the answer to an enquiry.</param>
/// <param name="InteractionId">The enquiry it answers.</param>
/// <param name="SubjectId">What it tells of where it does no duty: an invitation to a survey, a change of a suggestion.</param>
/// <param name="Class">`reply`, `service`, `survey`, `marketing`: decides consent, quiet hours and how many may come.</param>
/// <param name="Address">Where to; null where there is no way that the customer has and allows.</param>
/// <param name="Subject">Plain text.</param>
/// <param name="Body">An HTML fragment: mail shows it as it is, other channels its text.</param>
/// <param name="ListUnsubscribe">Of a survey or marketing message that was handed over: for the headers `List-Unsubscribe: &lt;…&gt;` and `List-Unsubscribe-Post: List-Unsubscribe=One-Click` (RFC 8058).</param>
/// <param name="HoldReason">Why it waits or waited (`quietHours`, `cap`, `caseOpen`, `returnOpen`, `alertOpen`) or will not go (`noContact`, `notPermitted`, `stopped` …).</param>
/// <param name="MailedAt">When the mail server took it; null: not yet, or you send it by your own means.</param>
/// <param name="MailDueAt">When it is handed to the mail server next; null: it is not, any more.</param>
/// <param name="MailProblem">Why the latest attempt failed, in the mail server's words or ours.</param>
/// <param name="HeldUntil">When a held message is looked at again.</param>
internal sealed record MessageView(
    Guid Id,
    Guid CustomerId,
    Guid? FollowUpId,
    Guid? InteractionId,
    Guid? SubjectId,
    string Template,
    MessageClass Class,
    ContactChannel Channel,
    string? Address,
    string Language,
    string Subject,
    string Body,
    string? ListUnsubscribe,
    MessageStatus Status,
    string? HoldReason,
    Instant? HeldUntil,
    Instant CreatedAt,
    Instant? HandedOverAt,
    Instant? MailedAt,
    Instant? MailDueAt,
    string? MailProblem)
{
    public const string Columns = """
        g.id, g.customer_id, g.follow_up_id, g.interaction_id, g.template, g.class, g.channel, g.address, g.language, g.subject, g.body, g.status, g.hold_reason, g.held_until,
        g.created_at, g.handed_over_at, g.subject_id, g.list_unsubscribe, g.mailed_at, g.mail_due_at, g.mail_problem
        """;

    /// <summary>The row that the reader stands on.</summary>
    public static MessageView Read(NpgsqlDataReader row) => new(
        row.GetGuid(0), row.GetGuid(1), row.ValueOrNull<Guid>(2), row.ValueOrNull<Guid>(3), row.ValueOrNull<Guid>(16), row.GetString(4), EnumWords.Parse<MessageClass>(row.GetString(5)),
        EnumWords.Parse<ContactChannel>(row.GetString(6)), row.TextOrNull(7), row.GetString(8), row.GetString(9), row.GetString(10), row.TextOrNull(17), EnumWords.Parse<MessageStatus>(row.GetString(11)),
        row.TextOrNull(12), row.ValueOrNull<Instant>(13), row.GetFieldValue<Instant>(14), row.ValueOrNull<Instant>(15),
        row.ValueOrNull<Instant>(18), row.ValueOrNull<Instant>(19), row.TextOrNull(20));
}
