using System.Text.Json.Serialization;
using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.Reviews;
using RetentionApi.Merchants;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Reviews;

/// <summary>On to the next stage: to <c>evaluate</c> the improvements become duties, to <c>closed</c> the goals are held against the next quarter.</summary>
internal static class AdvanceReview
{
    /// <param name="To">The next stage: `maintain`, `improve`, `evaluate` or `closed`.</param>
    public sealed record Body([property: JsonRequired] ReviewStage To);

    public sealed record Command(Guid Id, Body Body) : IDecision<ReviewView>;

    public static async Task<Results<Ok<ReviewView>, ProblemHttpResult>> Endpoint(Guid id, Body body, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Command(id, body), cancellationToken)).ToOk();

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Body.To).IsInEnum();
    }

    public sealed class Handler(RetentionDbContext db, ReviewDecisions decisions) : IRequestHandler<Command, Result<Written<ReviewView>>>
    {
        public Task<Result<Written<ReviewView>>> Handle(Command request, CancellationToken cancellationToken) => decisions.DecideAsync(
            request.Id,
            "reviewAdvanced",
            Outcome.Ok,
            review => request.Body.To switch
            {
                ReviewStage.Evaluate => DecideAsync(review, cancellationToken),
                ReviewStage.Closed => CloseAsync(review, cancellationToken),
                var to => Task.FromResult(review.Advance(to)),
            },
            cancellationToken);

        private async Task<Result<Review>> DecideAsync(Review review, CancellationToken cancellationToken)
        {
            var settings = await MerchantSettings.ReadAsync(db, cancellationToken);
            var duties = review.Decide(settings.Policy.Version, settings.Zone, decisions.Now);
            if (!duties.IsOk)
                return duties.Error;
            db.AddRange(duties.Value);
            return review;
        }

        private async Task<Result<Review>> CloseAsync(Review review, CancellationToken cancellationToken) =>
            review.Close(await db.NeighbourAsync(review, Quarter.Of(review.QuarterBegins).Next, cancellationToken), decisions.Now);
    }
}
