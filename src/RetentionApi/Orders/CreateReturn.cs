using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.Orders;
using RetentionApi.Platform.Audit;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Idempotency;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Outbox;
using RetentionApi.Platform.Security;

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
        }
    }

    public sealed class Handler(ReportSessions sessions, Caller caller, RequestOrigin origin) : IRequestHandler<Command, Result<Written<ReturnView>>>
    {
        public async Task<Result<Written<ReturnView>>> Handle(Command request, CancellationToken cancellationToken)
        {
            await using var session = sessions.Open();
            OrderView? order = null;
            var answered = await session.ReadAsync<ReturnView>(
                batch => batch.AddOrder(caller.MerchantId, request.Order),
                async reader => order = await reader.ReadAsync(cancellationToken) ? OrderReads.Read(reader) : null,
                cancellationToken);
            if (answered is { } result)
                return result;
            if (order is null)
                return OrderProblems.NotFound;

            var now = session.Now;
            var (body, source) = (request.Body, request.Body.Source ?? order.Source);
            if (order.Returns.FirstOrDefault(r => r.Source == source && r.ExternalId == body.ExternalId) is { } known)
                return await AnswerAsync(session, new Written<ReturnView>(known, Outcome.Ok), null, cancellationToken);
            if (ProblemOf(body, order) is { } problem)
                return problem;
            var view = new ReturnView(Ids.New(now), order.Id, source, body.ExternalId, body.Reason, body.ReturnedAt, body.Lines, body.Refund);
            return await AnswerAsync(session, new Written<ReturnView>(view, Outcome.Created), order, cancellationToken);
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
                    batch.AddFact(caller, origin, order.CustomerId ?? Guid.Empty, "returnReported", "return", written.View.Id, written.View.ReturnedAt, session.Now);
                },
                written,
                cancellationToken);
            return written;
        }

        private static Error? ProblemOf(Body body, OrderView order)
        {
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
