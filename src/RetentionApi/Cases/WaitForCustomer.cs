using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;

namespace RetentionApi.Cases;

/// <summary>The customer is asked for something, and waited for: the clock stands still.</summary>
internal static class WaitForCustomer
{
    /// <param name="For">What is waited for; kept in the timeline.</param>
    public sealed record Body(string For);

    public sealed record Command(ExternalKey Key, Body Body) : IDecision<CaseView>;

    public static async Task<Results<Ok<CaseView>, ProblemHttpResult>> Endpoint(ExternalKey id, Body body, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Command(id, body), cancellationToken)).ToOk();

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Body.For).IsCaseText();
    }

    public sealed class Handler(CaseDecisions decisions) : IRequestHandler<Command, Result<Written<CaseView>>>
    {
        public Task<Result<Written<CaseView>>> Handle(Command request, CancellationToken cancellationToken) => decisions.DecideAsync(
            request.Key, "caseWaiting", hand => hand.Case.Wait(hand.Step, hand.Act), request.Body.For, cancellationToken);
    }
}
