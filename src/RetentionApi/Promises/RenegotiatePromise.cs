using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.Promises;
using RetentionApi.Merchants;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Promises;

/// <summary>The customer agreed to another date: only their yes makes it so, and it is on record.</summary>
internal static class RenegotiatePromise
{
    /// <param name="DueAt">The new time; or `dueOn`.</param>
    /// <param name="DueOn">The new day: until its end by your clock.</param>
    /// <param name="Agreement">The customer's yes: how, and what they said.</param>
    public sealed record Body(Instant? DueAt, LocalDate? DueOn, string Agreement);

    public sealed record Command(Guid Id, Body Body) : IDecision<PromiseView>;

    public static async Task<Results<Ok<PromiseView>, ProblemHttpResult>> Endpoint(Guid id, Body body, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Command(id, body), cancellationToken)).ToOk();

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.Body.DueAt).IsOneTime(c => c.Body.DueOn);
            RuleFor(c => c.Body.Agreement).IsPromiseText();
        }
    }

    public sealed class Handler(RetentionDbContext db, PromiseDecisions decisions) : IRequestHandler<Command, Result<Written<PromiseView>>>
    {
        public Task<Result<Written<PromiseView>>> Handle(Command request, CancellationToken cancellationToken) => decisions.DecideAsync(
            request.Id, "promiseRenegotiated", hand => RenegotiateAsync(hand, request.Body, cancellationToken), request.Body.Agreement, cancellationToken);

        private async Task<Result<Promise>> RenegotiateAsync(PromiseAtHand hand, Body body, CancellationToken cancellationToken)
        {
            var settings = await MerchantSettings.ReadAsync(db, cancellationToken);
            var dueAt = new PromisedTime(body.DueAt, body.DueOn).In(settings.Zone);
            var successor = hand.Promise.Renegotiate(Ids.New(decisions.Now), hand.Duty, dueAt, body.Agreement.Trim(), decisions.StaffId, decisions.Now);
            if (successor.IsOk)
                await db.AddAsync(successor.Value, hand.Person, settings, decisions.Now, cancellationToken);
            return successor;
        }
    }
}
