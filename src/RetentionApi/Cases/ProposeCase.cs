using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.FollowUps;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Persistence;
using RetentionApi.Promises;

namespace RetentionApi.Cases;

/// <summary>The customer is told what will be done. With a day it is a promise of its own.</summary>
internal static class ProposeCase
{
    /// <param name="Proposal">What will be done, in the words that the customer is told.</param>
    /// <param name="PromisedBy">The day by whose end it is promised.</param>
    public sealed record Body(string Proposal, LocalDate? PromisedBy);

    public sealed record Command(ExternalKey Key, Body Body) : IDecision<CaseView>;

    public static async Task<Results<Ok<CaseView>, ProblemHttpResult>> Endpoint(ExternalKey id, Body body, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Command(id, body), cancellationToken)).ToOk();

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Body.Proposal).IsCaseText();
    }

    public sealed class Handler(RetentionDbContext db, CaseDecisions decisions) : IRequestHandler<Command, Result<Written<CaseView>>>
    {
        public Task<Result<Written<CaseView>>> Handle(Command request, CancellationToken cancellationToken) => decisions.DecideAsync(
            request.Key, "caseProposed", hand => ProposeAsync(hand, request.Body, cancellationToken), request.Body.Proposal, cancellationToken);

        private async Task<Result<FollowUp?>> ProposeAsync(CaseAtHand hand, Body body, CancellationToken cancellationToken)
        {
            var next = hand.Case.Propose(body.Proposal.Trim(), hand.Step, hand.Act);
            if (!next.IsOk || body.PromisedBy is not { } day)
                return next;
            var promise = new PromiseToMake(hand.Case.CustomerId, FactKey.CaseRun(hand.Case.Id, hand.Case.Run), body.Proposal.Trim(), new PromisedTime(null, day))
            {
                MadeBy = decisions.StaffId,
                OrderId = hand.Case.OrderId,
            };
            return await db.AddPromiseAsync(promise, hand.Person, decisions.Now, cancellationToken) is { IsOk: false, Error: { } problem } ? problem : next;
        }
    }
}
