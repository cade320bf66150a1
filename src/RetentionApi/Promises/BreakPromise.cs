using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;

namespace RetentionApi.Promises;

/// <summary>It will not be, or was not, kept: somebody says so before its time is over.</summary>
internal static class BreakPromise
{
    /// <param name="Reason">Why; kept with it.</param>
    public sealed record Body(string Reason);

    public sealed record Command(Guid Id, Body Body) : IDecision<PromiseView>;

    public static async Task<Results<Ok<PromiseView>, ProblemHttpResult>> Endpoint(Guid id, Body body, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Command(id, body), cancellationToken)).ToOk();

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Body.Reason).IsPromiseText();
    }

    public sealed class Handler(PromiseDecisions decisions) : IRequestHandler<Command, Result<Written<PromiseView>>>
    {
        public Task<Result<Written<PromiseView>>> Handle(Command request, CancellationToken cancellationToken) => decisions.DecideAsync(
            request.Id, "promiseBroken", hand => hand.Promise.Break(decisions.StaffId, request.Body.Reason.Trim(), decisions.Now), request.Body.Reason, cancellationToken);
    }
}
