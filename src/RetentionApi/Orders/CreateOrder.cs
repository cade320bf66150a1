using System.Text.Json;
using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime;
using Npgsql;
using RetentionApi.Catalog;
using RetentionApi.Cooperation;
using RetentionApi.Customers;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.Orders;
using RetentionApi.Platform.Audit;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Idempotency;
using RetentionApi.Platform.Json;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Security;
using RetentionApi.Platform.Time;

namespace RetentionApi.Orders;

/// <summary>Reports an order: the newest version by the storefront's own clock counts, an older one changes nothing, every version stays.</summary>
internal static class CreateOrder
{
    /// <param name="Source">Which storefront: shopify, woocommerce, pos …</param>
    /// <param name="ExternalId">The storefront's own id of the order; the same again is the same order.</param>
    /// <param name="CustomerId">Ours; or `customer`; neither: whose it was when it was told before, else anonymous.</param>
    /// <param name="Customer">Who ordered, as the storefront knows them. Without an identity, the one holder of the email or phone is meant. Of somebody who was erased nothing is kept: the order is anonymous.</param>
    /// <param name="Total">What was paid in all, if it is not the sum of the lines.</param>
    /// <param name="Test">Stored and shown, never counted.</param>
    /// <param name="Deliveries">What is already known of deliveries.</param>
    /// <param name="UpdatedAt">The storefront's own clock. Told again, an order changes only with a later one; absent it is `placedAt`, so an order told again without it stays what it was.</param>
    public sealed record Body(
        string Source,
        string ExternalId,
        Instant PlacedAt,
        string Currency,
        IReadOnlyList<Line> Lines,
        Guid? CustomerId,
        CreateCustomer.Body? Customer,
        Money? Total,
        OrderStatus? Status,
        PaymentStatus? Payment,
        bool? Test,
        string? Country,
        IReadOnlyList<CreateDelivery.Body>? Deliveries,
        Instant? UpdatedAt)
    {
        internal Instant ClockOfSource => UpdatedAt ?? PlacedAt;

        internal IEnumerable<int> LineNumbers => Lines.Select((line, index) => line.Number ?? index + 1);
    }

    /// <param name="Number">1, 2, 3 … within the order; absent: the place in the list. A line keeps its id by its number.</param>
    /// <param name="ProductName">For a product we do not know yet.</param>
    /// <param name="Batch">The lot it came from.</param>
    public sealed record Line(string Sku, decimal Quantity, Money UnitPrice, int? Number, string? ProductName, string? Batch);

    public sealed record Command(Body Body) : IReport<OrderView>;

    public static async Task<Results<Created<OrderView>, Ok<OrderView>, ProblemHttpResult>> Endpoint(
        Body body, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Command(body), cancellationToken)).ToCreated(view => $"/v1/orders/{view.Id}");

    public sealed class Handler(ReportSessions sessions, Caller caller, RequestOrigin origin) : IRequestHandler<Command, Result<Written<OrderView>>>
    {
        public async Task<Result<Written<OrderView>>> Handle(Command request, CancellationToken cancellationToken)
        {
            var body = request.Body;
            await using var session = sessions.Open();
            var (lookUp, deliveryLookUp) = (new OrderLookUp(body), new DeliveryLookUp(body.Deliveries ?? []));
            if (await ReadAsync(session, body, lookUp, deliveryLookUp, cancellationToken) is { } answered)
                return answered;
            if (body.CustomerId is not null && lookUp.Customer is null)
                return OrderProblems.CustomerUnknown;
            if (deliveryLookUp.ProblemOf(lookUp.Stored?.Id, body.LineNumbers) is { } problem)
                return problem;

            var now = session.Now;
            if (ProblemOfTimes(body, now) is { } untimely)
                return untimely;
            var isHidden = lookUp is { Stored: not null, FormerCustomer.IsRestricted: true } && !caller.SeesRestricted();
            lookUp.NameNewProducts(now);
            var customer = OrderCustomer.Of(body, lookUp, now);
            var order = Order(body, lookUp, customer?.HolderOf(lookUp.Stored?.CustomerId) ?? lookUp.Stored?.CustomerId, now);
            var deliveries = deliveryLookUp.Of(order.Id, body.Source, body.ExternalId, order.CustomerId, order.SourceUpdatedAt, now);
            var view = isHidden ? ToldView(order, lookUp.Stored!, now) : View(order, deliveries.All, lookUp.Stored, now);
            if (lookUp.Stored is { } stored && stored.UpdatedAt >= body.ClockOfSource)
                return await KeepAsync(session, isHidden ? view : stored, order.Body, body.ClockOfSource, cancellationToken);
            var written = new Written<OrderView>(view, lookUp.Stored is null ? Outcome.Created : Outcome.Ok);
            await session.CommitAsync(batch => Add(batch, order, customer, lookUp, deliveries.ToStore, now), written, cancellationToken);
            return written;
        }

        private static Error? ProblemOfTimes(Body body, Instant now) =>
            ClockSkew.IsFuture(body.PlacedAt, now) ? OrderProblems.PlacedInFuture
            : ClockSkew.ProblemOf(body.UpdatedAt, now) ?? CustomerReports.ProblemOfTimes(body.Customer, now, CustomerReports.Inline)
            ?? body.Deliveries?.Select((delivery, index) => OrderProblems.OfDelivery(delivery, now, $"/deliveries/{index}")).FirstOrDefault(problem => problem is not null);

        private Task<Result<Written<OrderView>>?> ReadAsync(
            ReportSession session, Body body, OrderLookUp lookUp, DeliveryLookUp deliveryLookUp, CancellationToken cancellationToken) => session.ReadAsync<OrderView>(
            batch =>
            {
                deliveryLookUp.Add(batch, caller.MerchantId, new ExternalKey(null, body.Source, body.ExternalId));
                lookUp.Add(batch, caller.MerchantId);
            },
            async reader =>
            {
                await deliveryLookUp.ReadAsync(reader, cancellationToken);
                await lookUp.ReadAsync(reader, cancellationToken);
            },
            cancellationToken);

        /// <summary>An older version changes nothing, and stays.</summary>
        private async Task<Result<Written<OrderView>>> KeepAsync(ReportSession session, OrderView view, string text, Instant toldAt, CancellationToken cancellationToken)
        {
            var written = new Written<OrderView>(view, Outcome.Ok);
            await session.CommitAsync(batch => batch.AddLateVersion(caller, origin, view.Id, toldAt, text, session.Now), written, cancellationToken);
            return written;
        }

        private void Add(NpgsqlBatch batch, OrderToStore order, ReportedCustomer? customer, OrderLookUp lookUp, IReadOnlyList<DeliveryToStore> deliveries, Instant now)
        {
            if (customer is { IsToStore: true })
                batch.AddCustomers(caller.MerchantId, [customer.Customer], now);
            batch.AddProductsOfLines(caller.MerchantId, lookUp.NewProducts, now);
            batch.AddReportedOrder(caller, origin, order, now);
            if (lookUp.Stored is { CustomerId: null, Returns.Count: > 0 })
                batch.AddDefectsOfNobody(caller.MerchantId, [order.Id], now);
            batch.AddReportedDeliveries(caller.MerchantId, deliveries, now);
        }

        private static OrderToStore Order(Body body, OrderLookUp lookUp, Guid? customerId, Instant now)
        {
            var lineIds = lookUp.Stored?.Lines.ToDictionary(l => l.Number, l => l.Id) ?? [];
            var lines = body.Lines.Zip(body.LineNumbers, (line, number) => new LineToStore(
                lineIds.TryGetValue(number, out var id) ? id : Ids.New(now), number, lookUp.ProductIds[line.Sku], line.Sku, line.Quantity, line.UnitPrice.Amount, BatchCode.OfLine(line.Batch))).ToList();
            return new OrderToStore(
                lookUp.Stored?.Id ?? Ids.New(now), Ids.New(now), body.Source, body.ExternalId, customerId, body.PlacedAt, body.Currency,
                body.Total?.Amount ?? lines.Sum(l => l.Quantity * l.UnitPrice), body.Status ?? OrderStatus.Placed, body.Payment ?? PaymentStatus.Unknown,
                body.Test ?? false, body.Country, null, body.ClockOfSource, TextOf(body, lookUp), lines)
            {
                FormerCustomerId = lookUp.Stored?.CustomerId,
                FormerUpdatedAt = lookUp.Stored?.UpdatedAt,
                FormerLines = [.. lineIds.Keys],
            };
        }

        /// <summary>As it was told; of somebody who was erased, without them.</summary>
        private static string TextOf(Body body, OrderLookUp lookUp) => JsonSerializer.Serialize(lookUp.IsOfErased ? body with { Customer = null } : body, JsonDefaults.Options);

        /// <summary>Of somebody whom the caller must not see: what they tell themselves, and nothing of what is stored but its names.</summary>
        private static OrderView ToldView(OrderToStore order, OrderView stored, Instant now) => View(order, [], stored with { Deliveries = [], Returns = [] }, now);

        private static OrderView View(OrderToStore order, IReadOnlyList<DeliveryView> deliveries, OrderView? stored, Instant now) => new(
            order.Id, order.Source, order.ExternalId, order.CustomerId, order.PlacedAt, Money.Rounded(order.Total, order.Currency), order.Status, order.Payment,
            order.IsTest, order.Country,
            [.. order.Lines.OrderBy(l => l.Number).Select(l => new OrderLineView(l.Id, l.Number, l.Sku, l.Quantity, Money.Rounded(l.UnitPrice, order.Currency), l.Batch))],
            [.. (stored?.Deliveries ?? []).Where(d => deliveries.All(n => n.Id != d.Id)).Concat(deliveries).OrderBy(d => d.Id)],
            stored?.Returns ?? [], order.SourceUpdatedAt, stored?.CreatedAt ?? now);
    }
}
