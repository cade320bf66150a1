using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using RetentionApi.Domain.Cases;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;

namespace RetentionApi.Cases;

/// <summary>What was proposed is done. From here the customer is owed the question whether it is solved.</summary>
internal static class ResolveCase
{
    /// <param name="Note">Kept in the customer's timeline.</param>
    public sealed record Body(string? Note);

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
            request.Key, "caseResolved", hand => hand.Case.MoveTo(CaseStatus.Resolved, hand.Step, hand.Act), request.Body.Note, cancellationToken);
    }
}
