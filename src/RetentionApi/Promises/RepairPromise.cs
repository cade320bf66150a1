using System.Text.Json.Serialization;
using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.Promises;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;

namespace RetentionApi.Promises;

/// <summary>A broken promise is made good: fulfilled late, and the customer was told or compensated.</summary>
internal static class RepairPromise
{
    /// <param name="RepairedBy">`told` or `compensated`, beside that it was fulfilled at last.</param>
    /// <param name="Note">How; kept with it.</param>
    public sealed record Body([property: JsonRequired] RepairMeans RepairedBy, string Note);

    public sealed record Command(Guid Id, Body Body) : IDecision<PromiseView>;

    public static async Task<Results<Ok<PromiseView>, ProblemHttpResult>> Endpoint(Guid id, Body body, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Command(id, body), cancellationToken)).ToOk();

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Body.Note).IsPromiseText();
    }

    public sealed class Handler(PromiseDecisions decisions) : IRequestHandler<Command, Result<Written<PromiseView>>>
    {
        public Task<Result<Written<PromiseView>>> Handle(Command request, CancellationToken cancellationToken)
        {
            var (means, note) = request.Body;
            return decisions.DecideAsync(
                request.Id, "promiseRepaired", hand => hand.Promise.Repair(hand.Duty, means, decisions.StaffId, note.Trim(), decisions.Now), note, cancellationToken);
        }
    }
}
