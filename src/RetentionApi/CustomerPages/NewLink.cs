using NodaTime;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.Merchants;

namespace RetentionApi.CustomerPages;

/// <summary>A link that is about to be sent: the secret for the message, the row to keep.</summary>
internal sealed record NewLink(CustomerLink Link, CustomerLinkRow Row)
{
    public static NewLink For(Guid merchantId, Guid customerId, LinkPurpose purpose, Guid subjectId, LinkPolicy policy, Instant now)
    {
        var link = CustomerLink.New(merchantId);
        return new NewLink(link, new CustomerLinkRow
        {
            MerchantId = merchantId,
            Id = Ids.New(now),
            CustomerId = customerId,
            Hash = link.Hash,
            Purpose = purpose,
            SubjectId = subjectId,
            CreatedAt = now,
            ExpiresAt = now + purpose switch
            {
                LinkPurpose.SuggestionNews => policy.Suggestions,
                LinkPurpose.Unsubscribe => policy.Unsubscribe,
                _ => policy.Answers,
            },
        });
    }
}
