using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;

namespace RetentionApi.Batches;

/// <summary>Something is wrong with it: every buyer is told.</summary>
internal static class ConfirmBatchAlert
{
    /// <param name="Reason">Why; for your records.</param>
    /// <param name="ToBuyers">What they are to do, in your words; it stands in the message. Absent: the message says no more than that something may be wrong with the batch, that they stop using it for now and tell you what they do with it.</param>
    public sealed record Body(string? Reason, string? ToBuyers);

    public sealed record Command(Guid Id, Body Body) : IDecision<BatchAlertView>;

    public static async Task<Results<Ok<BatchAlertView>, ProblemHttpResult>> Endpoint(Guid id, Body body, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Command(id, body), cancellationToken)).ToOk();

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.Body.Reason).IsAlertText();
            RuleFor(c => c.Body.ToBuyers).IsAlertText();
        }
    }

    public sealed class Handler(BatchAlertDecisions decisions) : IRequestHandler<Command, Result<Written<BatchAlertView>>>
    {
        public Task<Result<Written<BatchAlertView>>> Handle(Command request, CancellationToken cancellationToken) => decisions.DecideAsync(
            request.Id,
            "batchAlertConfirmed",
            (alert, duty) => Task.FromResult(alert.Confirm(request.Body.Reason, request.Body.ToBuyers, duty, decisions.StaffId, decisions.Now)),
            cancellationToken);
    }
}
