using NodaTime;
using RetentionApi.Domain.FollowUps;

namespace RetentionApi.Messaging;

/// <summary>A message to a customer: handed over, waiting, or not going.</summary>
/// <param name="FollowUpId">The duty it does; a duty has at most one message.</param>
/// <param name="Class">`reply`, `service`, `survey`, `marketing`: decides consent, quiet hours and how many may come.</param>
/// <param name="Address">Where to; null where there is no way that the customer has and allows.</param>
/// <param name="Subject">Plain text.</param>
/// <param name="Body">An HTML fragment: mail shows it as it is, other channels its text.</param>
/// <param name="HoldReason">Why it waits or waited (`quietHours`, `cap`) or will not go (`noContact`, `notPermitted`, `stopped` …).</param>
/// <param name="HeldUntil">When a held message is looked at again.</param>
internal sealed record MessageView(
    Guid Id,
    Guid CustomerId,
    Guid FollowUpId,
    string Template,
    MessageClass Class,
    ContactChannel Channel,
    string? Address,
    string Language,
    string Subject,
    string Body,
    MessageStatus Status,
    string? HoldReason,
    Instant? HeldUntil,
    Instant CreatedAt,
    Instant? HandedOverAt)
{
    public static MessageView Of(MessageRow m) => new(
        m.Id, m.CustomerId, m.FollowUpId, m.Template, m.Class, m.Channel, m.Address, m.Language, m.Subject, m.Body, m.Status, m.HoldReason, m.HeldUntil, m.CreatedAt, m.HandedOverAt);
}
