using System.Text.Json.Serialization;
using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using RetentionApi.Domain.Cases;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Cases;

/// <summary>The customer was asked whether it is solved.</summary>
internal static class RevisitCase
{
    /// <param name="Outcome">`solved` closes it confirmed, `notSolved` opens it again with a fresh clock; after `noAnswer` ask once more a week later, then it closes unconfirmed.</param>
    /// <param name="Note">Kept in the customer's timeline.</param>
    public sealed record Body([property: JsonRequired] RevisitOutcome Outcome, string? Note);

    public sealed record Command(ExternalKey Key, Body Body) : IDecision<CaseView>;

    public static async Task<Results<Ok<CaseView>, ProblemHttpResult>> Endpoint(ExternalKey id, Body body, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Command(id, body), cancellationToken)).ToOk();

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Body.Note).IsCaseNote();
    }

    public sealed class Handler(CaseDecisions decisions) : IRequestHandler<Command, Result<Written<CaseView>>>
    {
        public Task<Result<Written<CaseView>>> Handle(Command request, CancellationToken cancellationToken) => decisions.DecideAsync(
            request.Key, "caseRevisited", hand => hand.Case.Revisit(request.Body.Outcome, hand.Step, hand.Act), $"{request.Body.Outcome.Word()}{(request.Body.Note is { } note ? $" · {note}" : "")}", cancellationToken);
    }
}
