using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;

namespace RetentionApi.Promises;

/// <summary>What was promised is done, in time.</summary>
internal static class KeepPromise
{
    /// <param name="KeptAt">When it was done; absent: now.</param>
    /// <param name="Note">Kept with it.</param>
    public sealed record Body(Instant? KeptAt, string? Note);

    public sealed record Command(Guid Id, Body Body) : IDecision<PromiseView>;

    public static async Task<Results<Ok<PromiseView>, ProblemHttpResult>> Endpoint(Guid id, Body body, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Command(id, body), cancellationToken)).ToOk();

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Body.Note).IsPromiseNote();
    }

    public sealed class Handler(PromiseDecisions decisions) : IRequestHandler<Command, Result<Written<PromiseView>>>
    {
        public Task<Result<Written<PromiseView>>> Handle(Command request, CancellationToken cancellationToken)
        {
            var (keptAt, note) = request.Body;
            return decisions.DecideAsync(
                request.Id, "promiseKept", hand => hand.Promise.Keep(hand.Duty, decisions.StaffId, keptAt ?? decisions.Now, note, decisions.Now), note, cancellationToken);
        }
    }
}
