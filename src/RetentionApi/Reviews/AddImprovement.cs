using System.Text.Json.Serialization;
using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.Reviews;
using RetentionApi.Merchants;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Persistence;
using RetentionApi.Staffing;

namespace RetentionApi.Reviews;

/// <summary>A line of the improvement list.</summary>
internal static class AddImprovement
{
    /// <param name="Text">What is to become better.</param>
    /// <param name="OwnerId">Who of you does it.</param>
    /// <param name="DueOn">Until the end of this day, by your clock.</param>
    public sealed record Body(string Text, [property: JsonRequired] Guid OwnerId, [property: JsonRequired] LocalDate DueOn);

    public sealed record Command(Guid Id, Body Body) : IDecision<ReviewView>;

    public static async Task<Results<Created<ReviewView>, Ok<ReviewView>, ProblemHttpResult>> Endpoint(Guid id, Body body, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Command(id, body), cancellationToken)).ToCreated(view => $"/v1/reviews/{view.Id}");

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Body.Text).IsReviewText();
    }

    public sealed class Handler(RetentionDbContext db, ReviewDecisions decisions) : IRequestHandler<Command, Result<Written<ReviewView>>>
    {
        public Task<Result<Written<ReviewView>>> Handle(Command request, CancellationToken cancellationToken) =>
            decisions.DecideAsync(request.Id, "improvementSuggested", Outcome.Created, review => SuggestAsync(review, request.Body, cancellationToken), cancellationToken);

        private async Task<Result<Review>> SuggestAsync(Review review, Body body, CancellationToken cancellationToken)
        {
            if (!await db.IsActiveStaffAsync(body.OwnerId, cancellationToken))
                return ReviewProblems.OwnerUnknown;
            var today = decisions.Now.InZone((await MerchantSettings.ReadAsync(db, cancellationToken)).Zone).Date;
            var line = review.Suggest(body.Text, body.OwnerId, body.DueOn, today, decisions.Now);
            return line.IsOk ? review : line.Error;
        }
    }
}
