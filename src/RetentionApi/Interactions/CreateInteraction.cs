using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime;
using Npgsql;
using RetentionApi.Customers;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.Interactions;
using RetentionApi.Erasures;
using RetentionApi.Orders;
using RetentionApi.Platform.Audit;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Idempotency;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Outbox;
using RetentionApi.Platform.Security;
using RetentionApi.Platform.Time;

namespace RetentionApi.Interactions;

/// <summary>Reports one contact in or out. An enquiry starts the clock of an answer; visits are kept by day and category.</summary>
internal static class CreateInteraction
{
    /// <param name="Source">Where it came in: shopify, zendesk, wechat …</param>
    /// <param name="ExternalId">That source's own id; the same again is the same interaction.</param>
    /// <param name="Kind">An `enquiry` of a customer is owed an answer; a `complaint` opens a case.</param>
    /// <param name="Direction">Absent: `inbound`.</param>
    /// <param name="CustomerId">Ours; or `customer`.</param>
    /// <param name="Customer">Whose it is, as the source knows them. Without an identity, the one holder of the email or phone is meant.</param>
    /// <param name="Channel">email, phone, chat, store … as you call it.</param>
    /// <param name="Summary">What it was about, in a line; of a complaint what the customer says.</param>
    /// <param name="ProductSku">What it was about; a product we do not know yet is made.</param>
    /// <param name="OrderId">The order it is about, ours; or `order`. A complaint joins the case that is open about it.</param>
    /// <param name="Order">The order as its source knows it.</param>
    /// <param name="Category">What it was about where no single product was.</param>
    /// <param name="AdviceWanted">The customer asks what to choose; so does an enquiry without a product.</param>
    /// <param name="Rating">Of a review, 1 to 5.</param>
    /// <param name="AnsweredAt">Of an enquiry that is answered already.</param>
    /// <param name="Answer">What was answered.</param>
    /// <param name="UpdatedAt">The source's own clock; absent: the latest time that is told.</param>
    public sealed record Body(
        string Source,
        string ExternalId,
        InteractionKind Kind,
        Instant OccurredAt,
        Direction? Direction,
        Guid? CustomerId,
        CreateCustomer.Body? Customer,
        string? Channel,
        string? Summary,
        string? ProductSku,
        Guid? OrderId,
        ExternalReference? Order,
        string? Category,
        bool? AdviceWanted,
        int? Rating,
        Instant? AnsweredAt,
        string? Answer,
        Instant? UpdatedAt)
    {
        internal Instant ClockOfSource => UpdatedAt ?? AnsweredAt ?? OccurredAt;
    }

    public sealed record Command(Body Body) : IReport<InteractionView>;

    public static async Task<Results<Created<InteractionView>, Ok<InteractionView>, ProblemHttpResult>> Endpoint(
        Body body, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Command(body), cancellationToken)).ToCreated(view => $"/v1/interactions/{view.Id}");

    public sealed class Handler(ReportSessions sessions, Caller caller, RequestOrigin origin) : IRequestHandler<Command, Result<Written<InteractionView>>>
    {
        public async Task<Result<Written<InteractionView>>> Handle(Command request, CancellationToken cancellationToken)
        {
            var body = request.Body;
            await using var session = sessions.Open();
            var lookUp = new InteractionLookUp(body);
            if (await session.ReadAsync<InteractionView>(
                batch => lookUp.Add(batch, caller.MerchantId), reader => lookUp.ReadAsync(reader, caller.MerchantId, cancellationToken), cancellationToken) is { } answered)
                return answered;
            if (ProblemOfTimes(body, session.Now) is { } untimely)
                return untimely;
            if (lookUp.IsOfErased)
                return ErasureProblems.Erased;
            if (lookUp.Customer(session.Now) is not { } customer)
                return InteractionProblems.CustomerUnknown;
            if (lookUp.IsOrderUnknown)
                return InteractionProblems.OrderUnknown;

            lookUp.NameNewProduct(session.Now);
            return body.Kind is InteractionKind.Visit
                ? await StoreVisitAsync(session, body, lookUp, customer, cancellationToken)
                : await StoreAsync(session, body, lookUp, customer, cancellationToken);
        }

        private static Error? ProblemOfTimes(Body body, Instant now) =>
            ClockSkew.IsFuture(body.OccurredAt, now) ? InteractionProblems.InFuture
            : ClockSkew.IsFuture(body.AnsweredAt, now) ? InteractionProblems.AnsweredInFuture
            : ClockSkew.ProblemOf(body.UpdatedAt, now) ?? CustomerReports.ProblemOfTimes(body.Customer, now, CustomerReports.Inline);

        private async Task<Result<Written<InteractionView>>> StoreAsync(
            ReportSession session, Body body, InteractionLookUp lookUp, ReportedCustomer customer, CancellationToken cancellationToken)
        {
            var isOlder = body.ClockOfSource <= lookUp.StoredUpdatedAt;
            var fact = InteractionFacts.Of(body, lookUp, customer.Customer.CustomerId, session.Now);
            var view = lookUp.IsOfRestricted && !caller.SeesRestricted() ? InteractionFacts.ToldView(fact, body, lookUp.Stored!)
                : isOlder ? lookUp.Stored!
                : InteractionFacts.ViewOf(fact, body, lookUp.Stored, session.Now);
            var written = new Written<InteractionView>(view, lookUp.Stored is null ? Outcome.Created : Outcome.Ok);
            await session.CommitAsync(
                batch =>
                {
                    if (isOlder)
                        return;
                    AddContext(batch, lookUp, customer, session.Now);
                    batch.AddInteractions(caller.MerchantId, [fact], session.Now);
                    batch.AddFact(caller, origin, fact.CustomerId, "interactionReported", "interaction", fact.Id, fact.OccurredAt, session.Now);
                },
                written,
                cancellationToken);
            return written;
        }

        private async Task<Result<Written<InteractionView>>> StoreVisitAsync(
            ReportSession session, Body body, InteractionLookUp lookUp, ReportedCustomer customer, CancellationToken cancellationToken)
        {
            var visit = InteractionFacts.VisitOf(body, lookUp, customer.Customer.CustomerId);
            var written = new Written<InteractionView>(InteractionFacts.ViewOf(visit, body), lookUp.IsKnownVisit ? Outcome.Ok : Outcome.Created);
            await session.CommitAsync(
                batch =>
                {
                    if (lookUp.IsKnownVisit)
                        return;
                    AddContext(batch, lookUp, customer, session.Now);
                    batch.AddVisits(caller.MerchantId, [visit], lookUp.Policy, session.Now);
                    batch.AddFact(caller, origin, visit.CustomerId, "visitReported", "visit", visit.Id, visit.OccurredAt, session.Now);
                },
                written,
                cancellationToken);
            return written;
        }

        private void AddContext(NpgsqlBatch batch, InteractionLookUp lookUp, ReportedCustomer customer, Instant now)
        {
            if (customer.IsToStore)
                batch.AddCustomers(caller.MerchantId, [customer.Customer], now);
            if (lookUp.NewProduct is { } product)
                batch.AddProductsOfLines(caller.MerchantId, [product], now);
        }
    }
}
