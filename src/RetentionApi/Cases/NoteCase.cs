using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.FollowUps;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;

namespace RetentionApi.Cases;

/// <summary>Something about the case that everybody should know.</summary>
internal static class NoteCase
{
    /// <param name="Text">Kept in the customer's timeline.</param>
    public sealed record Body(string Text);

    public sealed record Command(ExternalKey Key, Body Body) : IDecision<CaseView>;

    public static async Task<Results<Ok<CaseView>, ProblemHttpResult>> Endpoint(ExternalKey id, Body body, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Command(id, body), cancellationToken)).ToOk();

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Body.Text).IsCaseText();
    }

    public sealed class Handler(CaseDecisions decisions) : IRequestHandler<Command, Result<Written<CaseView>>>
    {
        public Task<Result<Written<CaseView>>> Handle(Command request, CancellationToken cancellationToken) => decisions.DecideAsync(
            request.Key, "caseNoted", hand => Result<FollowUp?>.Ok(hand.Step), request.Body.Text, cancellationToken);
    }
}
