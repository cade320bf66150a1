using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;

namespace RetentionApi.Reviews;

/// <summary>The improvement will not be made, by a manager's decision; where it was owed already it counts as owed and not done.</summary>
internal static class DropImprovement
{
    /// <param name="Reason">Why; kept with it.</param>
    public sealed record Body(string Reason);

    public sealed record Command(Guid Id, Guid ImprovementId, Body Body) : IDecision<ReviewView>;

    public static async Task<Results<Ok<ReviewView>, ProblemHttpResult>> Endpoint(
        Guid id, Guid improvementId, Body body, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Command(id, improvementId, body), cancellationToken)).ToOk();

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Body.Reason).IsReviewNote();
    }

    public sealed class Handler(ReviewDecisions decisions) : IRequestHandler<Command, Result<Written<ReviewView>>>
    {
        public Task<Result<Written<ReviewView>>> Handle(Command request, CancellationToken cancellationToken)
        {
            var (id, line, body) = request;
            return decisions.DecideAsync(
                id,
                "improvementDropped",
                Outcome.Ok,
                async review => review.Drop(line, await decisions.DutyAsync(review, line, cancellationToken), body.Reason, decisions.StaffId, decisions.Now),
                cancellationToken);
        }
    }
}
