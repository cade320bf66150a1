using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime;
using Npgsql;
using RetentionApi.Customers;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Audit;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Idempotency;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Outbox;
using RetentionApi.Platform.Security;

namespace RetentionApi.Orders;

/// <summary>Reports a delivery of an order: promised, on its way, or come.</summary>
internal static class CreateDelivery
{
    /// <param name="Source">Absent: the order's.</param>
    /// <param name="ExternalId">The storefront's own id; absent: one delivery for each set of lines.</param>
    /// <param name="LineNumbers">The lines it brings; absent: all.</param>
    /// <param name="PromisedAt">What the customer was told.</param>
    /// <param name="ShippedAt">When it left you: what a buyer must know before is told no later. Absent: it counts as there until it came.</param>
    /// <param name="DeliveredAt">When it came.</param>
    /// <param name="UpdatedAt">The storefront's own clock; an older report changes nothing.</param>
    public sealed record Body(string? Source, string? ExternalId, IReadOnlyList<int>? LineNumbers, Instant? PromisedAt, Instant? ShippedAt, Instant? DeliveredAt, Instant? UpdatedAt);

    public sealed record Command(ExternalKey Order, Body Body) : IReport<DeliveryView>;

    /// <param name="id">The order: ours, or `~source:externalId`.</param>
    public static async Task<Results<Created<DeliveryView>, Ok<DeliveryView>, ProblemHttpResult>> Endpoint(
        ExternalKey id, Body body, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Command(id, body), cancellationToken)).ToCreated(view => $"/v1/orders/{view.OrderId}");

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Body).SetValidator(new DeliveryRules());
    }

    public sealed class Handler(ReportSessions sessions, Caller caller, RequestOrigin origin) : IRequestHandler<Command, Result<Written<DeliveryView>>>
    {
        public async Task<Result<Written<DeliveryView>>> Handle(Command request, CancellationToken cancellationToken)
        {
            await using var session = sessions.Open();
            var lookUp = new DeliveryLookUp([request.Body]);
            OrderView? order = null;
            var answered = await session.ReadAsync<DeliveryView>(
                batch =>
                {
                    lookUp.Add(batch, caller.MerchantId, request.Order);
                    batch.AddOrder(caller.MerchantId, request.Order);
                },
                async reader =>
                {
                    await lookUp.ReadAsync(reader, cancellationToken);
                    order = await reader.ReadAsync(cancellationToken) ? OrderReads.Read(reader) : null;
                },
                cancellationToken);
            if (answered is { } result)
                return result;
            if (order is null)
                return OrderProblems.NotFound;
            if (lookUp.ProblemOf(order.Id, order.Lines.Select(l => l.Number)) is { } problem)
                return problem;

            var now = session.Now;
            if (OrderProblems.OfDelivery(request.Body, now) is { } untimely)
                return untimely;
            var (told, toStore) = lookUp.Of(order.Id, order.Source, order.ExternalId, order.CustomerId, now, now);
            var isNew = toStore is [{ View.Version: 1 }];
            var isHidden = !isNew && await CustomerPersons.IsHiddenAsync(session, caller, order.CustomerId, cancellationToken);
            var written = new Written<DeliveryView>(isHidden ? ToldView(request.Body, told[0]) : told[0], isNew ? Outcome.Created : Outcome.Ok);
            await session.CommitAsync(batch => Add(batch, order.CustomerId, toStore, now), written, cancellationToken);
            return written;
        }

        /// <summary>Of somebody whom the caller must not see: what they tell themselves, and nothing of what is stored but its names.</summary>
        private static DeliveryView ToldView(Body body, DeliveryView stored) =>
            stored with { LineNumbers = body.LineNumbers, PromisedAt = body.PromisedAt, ShippedAt = body.ShippedAt, DeliveredAt = body.DeliveredAt };

        private void Add(NpgsqlBatch batch, Guid? customerId, IReadOnlyList<DeliveryToStore> toStore, Instant now)
        {
            if (toStore.Count == 0)
                return;
            var delivery = toStore[0].View;
            batch.AddReportedDeliveries(caller.MerchantId, toStore, now);
            batch.AddFact(caller, origin, customerId ?? Guid.Empty, "deliveryReported", "delivery", delivery.Id, delivery.DeliveredAt ?? now, now);
        }
    }
}

internal sealed class DeliveryRules : AbstractValidator<CreateDelivery.Body>
{
    public DeliveryRules()
    {
        RuleFor(b => b.Source).Must(s => s is null || ExternalKey.IsSource(s)).WithMessage("1 to 32 of a-z, 0-9 and _");
        RuleFor(b => b.ExternalId).Must(id => id is null || ExternalKey.IsExternalId(id)).WithMessage("1 to 255 bytes, no control characters");
        RuleFor(b => b.LineNumbers).Must(n => n is null || (n.Count > 0 && n.Distinct().Count() == n.Count)).WithMessage("at least one line, each once");
    }
}
