using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime;
using Npgsql;
using RetentionApi.Cooperation;
using RetentionApi.Customers;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.Orders;
using RetentionApi.Platform.Audit;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Idempotency;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Outbox;
using RetentionApi.Platform.Persistence;
using RetentionApi.Platform.Security;
using RetentionApi.Platform.Time;

namespace RetentionApi.Orders;

/// <summary>Reports what came back, and why.</summary>
internal static class CreateReturn
{
    /// <param name="ExternalId">The storefront's own id; the same again is the same return.</param>
    /// <param name="Source">Absent: the order's.</param>
    /// <param name="Lines">What came back; empty for a refund without goods.</param>
    /// <param name="Refund">What was paid back.</param>
    public sealed record Body(string ExternalId, ReturnReason Reason, Instant ReturnedAt, IReadOnlyList<ReturnedLine> Lines, string? Source, Money? Refund);

    public sealed record Command(ExternalKey Order, Body Body) : IReport<ReturnView>;

    /// <param name="id">The order: ours, or `~source:externalId`.</param>
    public static async Task<Results<Created<ReturnView>, Ok<ReturnView>, ProblemHttpResult>> Endpoint(
        ExternalKey id, Body body, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Command(id, body), cancellationToken)).ToCreated(view => $"/v1/orders/{view.OrderId}");

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.Body.ExternalId).Must(ExternalKey.IsExternalId).WithMessage("1 to 255 bytes, no control characters");
            RuleFor(c => c.Body.Source).Must(s => s is null || ExternalKey.IsSource(s)).WithMessage("1 to 32 of a-z, 0-9 and _");
            RuleFor(c => c.Body.Lines).Must(lines => lines.Select(l => l.LineNumber).Distinct().Count() == lines.Count && lines.All(l => l.Quantity > 0))
                .WithMessage("each line once, quantities more than 0");
            RuleFor(c => c.Body.Refund).Must(r => r is null || r.Value.Amount >= 0).WithMessage("must not be negative");
        }
    }

    /// <summary>The order of the return that is known under its identity: $1 merchant, $2 to $4 the order of the path, $5 source, $6 external id.</summary>
    private const string OrderOfKnown = """
        WITH told AS MATERIALIZED (
          SELECT COALESCE($5::text, o.source) AS source
          FROM (SELECT o.source FROM orders o WHERE o.merchant_id = $1 AND o.id = $2 UNION ALL SELECT $3::text WHERE $3::text IS NOT NULL AND $4::text IS NOT NULL) o)
        SELECT r.order_id FROM told JOIN returns r ON r.merchant_id = $1 AND r.source = told.source AND r.external_id = $6
        """;

    public sealed class Handler(ReportSessions sessions, Caller caller, RequestOrigin origin) : IRequestHandler<Command, Result<Written<ReturnView>>>
    {
        public async Task<Result<Written<ReturnView>>> Handle(Command request, CancellationToken cancellationToken)
        {
            await using var session = sessions.Open();
            var (order, isOfAnother) = ((OrderView?)null, false);
            var answered = await session.ReadAsync<ReturnView>(
                batch => AddLookUp(batch, request),
                async reader =>
                {
                    var results = new ResultSets(reader, cancellationToken);
                    var holder = await results.NextAsync(r => r.GetGuid(0));
                    order = (await results.NextAsync(OrderReads.Read)).SingleOrDefault();
                    isOfAnother = holder.Any(id => id != order?.Id);
                },
                cancellationToken);
            if (answered is { } result)
                return result;
            if (order is null)
                return OrderProblems.NotFound;
            if (isOfAnother)
                return OrderProblems.ReturnOfAnotherOrder;

            var now = session.Now;
            var (body, source) = (request.Body, request.Body.Source ?? order.Source);
            var known = order.Returns.FirstOrDefault(r => r.Source == source && r.ExternalId == body.ExternalId);
            var view = new ReturnView(known?.Id ?? Ids.New(now), order.Id, source, body.ExternalId, body.Reason, body.ReturnedAt, body.Lines, body.Refund);
            if (known is not null)
            {
                var isHidden = await CustomerPersons.IsHiddenAsync(session, caller, order.CustomerId, cancellationToken);
                return await AnswerAsync(session, new Written<ReturnView>(isHidden ? view : known, Outcome.Ok), null, cancellationToken);
            }

            if (ProblemOf(body, order, now) is { } problem)
                return problem;
            return await AnswerAsync(session, new Written<ReturnView>(view, Outcome.Created), order, cancellationToken);
        }

        /// <summary>Under the order's lock, so that two returns at once do not both take its last piece.</summary>
        private void AddLookUp(NpgsqlBatch batch, Command request)
        {
            batch.AddOrderLock(caller.MerchantId, request.Order);
            batch.Add(OrderOfKnown, [.. request.Order.Values(caller.MerchantId), SqlValue.Of(request.Body.Source), request.Body.ExternalId]);
            batch.AddOrder(caller.MerchantId, request.Order);
        }

        /// <param name="session">Its second batch.</param>
        /// <param name="order">Null: nothing new, only the answer is kept.</param>
        private async Task<Result<Written<ReturnView>>> AnswerAsync(ReportSession session, Written<ReturnView> written, OrderView? order, CancellationToken cancellationToken)
        {
            await session.CommitAsync(
                batch =>
                {
                    if (order is null)
                        return;
                    batch.AddReturns(caller.MerchantId, [new ReturnToStore(written.View, order.CustomerId)], session.Now);
                    if (order.CustomerId is null && written.View.Reason is ReturnReason.Fault or ReturnReason.NotAsDescribed)
                        batch.AddDefectsOfNobody(caller.MerchantId, [order.Id], session.Now);
                    batch.AddFact(caller, origin, order.CustomerId ?? Guid.Empty, "returnReported", "return", written.View.Id, written.View.ReturnedAt, session.Now);
                },
                written,
                cancellationToken);
            return written;
        }

        private static Error? ProblemOf(Body body, OrderView order, Instant now)
        {
            if (ClockSkew.IsFuture(body.ReturnedAt, now))
                return OrderProblems.ReturnedInFuture;
            var ordered = order.Lines.ToDictionary(l => l.Number, l => l.Quantity);
            if (body.Lines.Any(l => !ordered.ContainsKey(l.LineNumber)))
                return OrderProblems.LineUnknown;
            if (body.Refund is { } refund && (refund.Currency != order.Total.Currency || refund.Amount < 0))
                return Error.Refused("request.invalid", "The refund is in the order's currency and not negative.", "/refund");
            var returned = order.Returns.SelectMany(r => r.Lines).Concat(body.Lines).GroupBy(l => l.LineNumber);
            return returned.Any(line => ordered.TryGetValue(line.Key, out var quantity) && line.Sum(l => l.Quantity) > quantity) ? OrderProblems.TooMuchReturned : null;
        }
    }
}
