using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using RetentionApi.Customers;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Audit;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Json;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Outbox;
using RetentionApi.Platform.Persistence;
using RetentionApi.Platform.Security;

namespace RetentionApi.Orders;

/// <summary>Corrects a delivery by hand: what was promised, when it left, and when it came.</summary>
internal static class ChangeDelivery
{
    /// <param name="ShippedAt">Null: nobody knows when it left.</param>
    /// <param name="DeliveredAt">Null: it is still to come.</param>
    public sealed record Body(Instant? PromisedAt, Instant? ShippedAt, Instant? DeliveredAt);

    public sealed record Command(ExternalKey Order, Guid DeliveryId, MergePatch<Body> Patch, IfMatch? IfMatch) : IDecision<DeliveryView>;

    /// <param name="id">The order: ours, or `~source:externalId`.</param>
    public static async Task<Results<Ok<DeliveryView>, ProblemHttpResult>> Endpoint(
        ExternalKey id, Guid deliveryId, MergePatch<Body> patch, IfMatch? ifMatch, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Command(id, deliveryId, patch, ifMatch), cancellationToken)).ToOk();

    public sealed class Handler(RetentionDbContext db, Caller caller, AuditLog audit, IClock clock) : IRequestHandler<Command, Result<Written<DeliveryView>>>
    {
        public async Task<Result<Written<DeliveryView>>> Handle(Command request, CancellationToken cancellationToken)
        {
            var (id, source, externalId) = request.Order;
            var order = await db.Set<OrderRow>().AsNoTracking().SingleOrDefaultAsync(o => o.Id == id || (o.Source == source && o.ExternalId == externalId), cancellationToken);
            if (order is null)
                return OrderProblems.NotFound;
            if (await IsHiddenAsync(order, cancellationToken))
                return CustomerProblems.Restricted;
            var row = await db.Set<DeliveryRow>().SingleOrDefaultAsync(d => d.OrderId == order.Id && d.Id == request.DeliveryId, cancellationToken);
            if (row is null)
                return OrderProblems.DeliveryNotFound;
            if (IfMatch.Check(request.IfMatch, row.Version) is { } stale)
                return stale;

            var now = clock.GetCurrentInstant();
            var before = new Body(row.PromisedAt, row.ShippedAt, row.DeliveredAt);
            var after = request.Patch.ApplyTo(before);
            if (OrderProblems.OfDelivery(after.ShippedAt, after.DeliveredAt, now) is { } untimely)
                return untimely;
            (row.PromisedAt, row.ShippedAt, row.DeliveredAt, row.SourceUpdatedAt) = (after.PromisedAt, after.ShippedAt, after.DeliveredAt, Instant.Max(now, row.SourceUpdatedAt));
            row.Version++;
            audit.Add(db, now, "deliveryChanged", "delivery", row.Id, before, after);
            if (order.CustomerId is { } customerId)
                await TellAsync(customerId, row, before.DeliveredAt, now, cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
            return Written<DeliveryView>.Ok(new DeliveryView(row.Id, row.OrderId, row.Source, row.ExternalId, row.LineNumbers, row.PromisedAt, row.ShippedAt, row.DeliveredAt, row.Version));
        }

        private async Task<bool> IsHiddenAsync(OrderRow order, CancellationToken cancellationToken) =>
            order.CustomerId is { } id && await CustomerPersons.FindAsync(db, new ExternalKey(id, null, null), cancellationToken) is { } person && person.IsHiddenFrom(caller);

        /// <summary>The timeline shows when it came, once; the customer is derived anew.</summary>
        private async Task TellAsync(Guid customerId, DeliveryRow row, Instant? deliveredBefore, Instant now, CancellationToken cancellationToken)
        {
            db.AddWork(customerId, row.Id, row.DeliveredAt ?? now, now);
            if (row.DeliveredAt == deliveredBefore)
                return;
            await db.Set<TimelineRow>().Where(e => e.CustomerId == customerId && e.Id == row.Id && e.Kind == "delivered").ExecuteDeleteAsync(cancellationToken);
            if (row.DeliveredAt is { } deliveredAt)
                db.Add(new TimelineRow
                {
                    MerchantId = row.MerchantId,
                    CustomerId = customerId,
                    OccurredAt = deliveredAt,
                    Id = row.Id,
                    Kind = "delivered",
                    SubjectId = row.OrderId,
                    Summary = "delivered",
                });
        }
    }
}
