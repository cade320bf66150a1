using NodaTime;
using RetentionApi.CustomerPages;
using RetentionApi.Domain.FollowUps;
using RetentionApi.Domain.Merchants;

namespace RetentionApi.Messaging;

/// <summary>Whatever needs consent carries the way to take it back.</summary>
internal static class Unsubscribing
{
    /// <param name="subjectId">The duty that the message does, or what the notice is about: the message's own id is another one if it waited.</param>
    /// <returns>Null for what needs no consent.</returns>
    public static NewLink? LinkOf(Guid merchantId, Guid customerId, MessageClass message, Guid subjectId, LinkPolicy policy, Instant now) =>
        message is MessageClass.Survey or MessageClass.Marketing ? NewLink.For(merchantId, customerId, LinkPurpose.Unsubscribe, subjectId, policy, now) : null;
}
