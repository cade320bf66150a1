using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.Reviews;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Json;
using RetentionApi.Platform.Mediation;

namespace RetentionApi.Reviews;

/// <summary>What was learnt, and the goals; in the end whether those in words were reached.</summary>
internal static class ChangeReview
{
    /// <param name="Learnt">In your words; null: nothing yet.</param>
    /// <param name="Goals">All of them: the list is replaced as a whole.</param>
    public sealed record Body(string? Learnt, IReadOnlyList<Goal> Goals)
    {
        public static Body Of(Review review) => new(review.Learnt, [.. review.Goals.Select(g => new Goal(g.Text, g.Measure, g.Target, g.Measure is null ? g.Reached : null))]);

        public IReadOnlyList<ReviewGoal> ToGoals() => [.. Goals.Select(g => new ReviewGoal(g.Text.Trim(), g.Measure, g.Target, Value: null, g.Reached))];
    }

    /// <param name="Text">What is to be so by the end of the next quarter.</param>
    /// <param name="Measure">The figure of the next quarter by which it is known; absent: you say whether it was reached.</param>
    /// <param name="Target">Of the figure at least this; of `fallen` and `lost` at most.</param>
    /// <param name="Reached">Of a goal in words, once goals are decided.</param>
    public sealed record Goal(string Text, ReviewMeasure? Measure, decimal? Target, bool? Reached);

    public sealed record Command(Guid Id, MergePatch<Body> Patch, IfMatch? IfMatch) : IDecision<ReviewView>;

    public static async Task<Results<Ok<ReviewView>, ProblemHttpResult>> Endpoint(
        Guid id, MergePatch<Body> patch, IfMatch? ifMatch, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Command(id, patch, ifMatch), cancellationToken)).ToOk();

    private sealed class Rules : AbstractValidator<Body>
    {
        private const decimal Highest = 1_000_000_000;

        public Rules()
        {
            RuleFor(b => b.Learnt).MaximumLength(Review.LongestLearnt).WithMessage($"at most {Review.LongestLearnt} characters");
            RuleFor(b => b.Goals).Must(goals => goals.Count <= Review.MostGoals).WithMessage($"at most {Review.MostGoals} goals");
            RuleForEach(b => b.Goals).ChildRules(goal =>
            {
                goal.RuleFor(g => g.Text).IsReviewText();
                goal.RuleFor(g => g.Target).Must((g, target) => target is null == g.Measure is null).WithMessage("measure and target come together")
                    .InclusiveBetween(0, Highest).WithMessage($"0 to {Highest}");
                goal.RuleFor(g => g.Measure).IsInEnum();
            });
        }
    }

    public sealed class Handler(ReviewDecisions decisions) : IRequestHandler<Command, Result<Written<ReviewView>>>
    {
        private static readonly Rules Rules = new();

        public Task<Result<Written<ReviewView>>> Handle(Command request, CancellationToken cancellationToken) =>
            decisions.DecideAsync(request.Id, "reviewChanged", Outcome.Ok, review => Task.FromResult(Change(review, request)), cancellationToken);

        private static Result<Review> Change(Review review, Command request)
        {
            if (IfMatch.Check(request.IfMatch, review.Version) is { } stale)
                return stale;
            var after = request.Patch.ApplyTo(Body.Of(review));
            return Rules.Validate(after) is { IsValid: false } broken ? Invalid.Of(broken.Errors) : review.Change(after.Learnt, after.ToGoals());
        }
    }
}
