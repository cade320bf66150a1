using Microsoft.EntityFrameworkCore;
using NodaTime;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.FollowUps;
using RetentionApi.Domain.Interactions;
using RetentionApi.Orders;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Interactions;

/// <summary>Complaints that customers make on the page behind a link: a case opens of them as of any other.</summary>
internal static class PageComplaints
{
    private const string Source = "page";

    /// <param name="duty">What they were asked or told by; if that is about one order, so is the complaint.</param>
    /// <param name="linkId">One complaint for each.</param>
    public static async Task AddComplaintAsync(
        this RetentionDbContext db, FollowUp duty, Guid? productId, string words, Guid linkId, Instant now, CancellationToken cancellationToken) => db.Add(new InteractionRow
        {
            MerchantId = db.MerchantId,
            Id = Ids.New(now),
            Source = Source,
            ExternalId = $"{linkId}",
            CustomerId = duty.CustomerId,
            Kind = InteractionKind.Complaint,
            Direction = Direction.Inbound,
            Channel = Source,
            OccurredAt = now,
            Summary = words,
            ProductId = productId,
            OrderId = await OrderOfAsync(db, duty, cancellationToken),
            SourceUpdatedAt = now,
            CreatedAt = now,
        });

    /// <summary>Null: its lines are of several orders, or it is about none.</summary>
    private static async Task<Guid?> OrderOfAsync(RetentionDbContext db, FollowUp duty, CancellationToken cancellationToken)
    {
        var lines = duty.OrderLineIds;
        var orders = await db.Set<OrderRow>()
            .Where(o => o.CustomerId == duty.CustomerId && db.Set<OrderLineRow>().Any(l => l.OrderId == o.Id && lines.Contains(l.Id)))
            .Select(o => o.Id).Take(2).ToListAsync(cancellationToken);
        return orders is [var only] ? only : null;
    }
}
