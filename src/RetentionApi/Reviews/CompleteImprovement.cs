using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;

namespace RetentionApi.Reviews;

/// <summary>The improvement is made: its duty ends with it.</summary>
internal static class CompleteImprovement
{
    /// <param name="ActedAt">When it was done; absent: now. Decides whether it was in time.</param>
    /// <param name="Note">What was done; kept with it.</param>
    public sealed record Body(Instant? ActedAt, string? Note);

    public sealed record Command(Guid Id, Guid ImprovementId, Body Body) : IDecision<ReviewView>;

    public static async Task<Results<Ok<ReviewView>, ProblemHttpResult>> Endpoint(
        Guid id, Guid improvementId, Body body, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Command(id, improvementId, body), cancellationToken)).ToOk();

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Body.Note).IsReviewNote();
    }

    public sealed class Handler(ReviewDecisions decisions) : IRequestHandler<Command, Result<Written<ReviewView>>>
    {
        public Task<Result<Written<ReviewView>>> Handle(Command request, CancellationToken cancellationToken)
        {
            var (id, line, (actedAt, note)) = request;
            return decisions.DecideAsync(
                id,
                "improvementCompleted",
                Outcome.Ok,
                async review => review.Complete(
                    line, await decisions.DutyAsync(review, line, cancellationToken), note, decisions.StaffId, actedAt ?? decisions.Now, decisions.Now),
                cancellationToken);
        }
    }
}
