using NodaTime;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.Interactions;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Interactions;

/// <summary>Complaints that customers make on the page behind a link: a case opens of them as of any other.</summary>
internal static class PageComplaints
{
    private const string Source = "page";

    /// <param name="linkId">One complaint for each.</param>
    public static void AddComplaint(this RetentionDbContext db, Guid customerId, Guid? productId, string words, Guid linkId, Instant now) => db.Add(new InteractionRow
    {
        MerchantId = db.MerchantId,
        Id = Ids.New(now),
        Source = Source,
        ExternalId = $"{linkId}",
        CustomerId = customerId,
        Kind = InteractionKind.Complaint,
        Direction = Direction.Inbound,
        Channel = Source,
        OccurredAt = now,
        Summary = words,
        ProductId = productId,
        SourceUpdatedAt = now,
        CreatedAt = now,
    });
}
