using RetentionApi.Domain.Common;
using RetentionApi.Domain.FollowUps;
using RetentionApi.Domain.Reviews;
using RetentionApi.Platform.Jobs;
using RetentionApi.Platform.OpenApi;
using RetentionApi.Platform.Operations;
using RetentionApi.Platform.Security;
using RetentionApi.Segments;

namespace RetentionApi.Reviews;

internal static class ReviewRoutes
{
    private static readonly Error[] Ended = [ReviewErrors.NotOwed(ImprovementStatus.Done), ReviewErrors.NotOwed(ImprovementStatus.Dropped)];

    public static IServiceCollection AddReviews(this IServiceCollection services) => services
        .AddScoped<ReviewOpening>()
        .AddScoped<ReviewDecisions>()
        .AddSingleton<IOperationWork, OpenReviewWork>()
        .AddRecurringJob<ReviewOpeningJob>("review-openings", RecurringJobs.Hourly);

    public static RouteGroupBuilder MapReviews(this RouteGroupBuilder v1)
    {
        var reviews = v1.MapGroup("/reviews").WithTags("Reviews");
        reviews.MapPost("/", OpenReview.Endpoint).Needs(Scopes.ReviewsWrite)
            .Explained("openReview", "Review a quarter",
                "With its figures: who rose and fell, how far you are trusted, who left. When a quarter is over the product opens one for each segment and one for all customers by itself; "
                + "open one yourself for an earlier quarter, or for a segment that is new. Its figures are taken in the background, which takes some seconds where customers are many; "
                + "the operation's `result` says where it stands.")
            .Fails(ReviewProblems.Exists, ReviewProblems.QuarterUnderWay, SegmentProblems.Unknown)
            .RequestExample(ReviewExamples.Open);
        reviews.MapGet("/", ListReviews.Endpoint).Needs(Scopes.ReviewsRead)
            .Explained("listReviews", "See the reviews", "The latest quarter first.")
            .ResponseExample(ReviewExamples.List);
        reviews.MapGet("/{id}", GetReview.Endpoint).Needs(Scopes.ReviewsRead)
            .Explained("getReview", "Read a review", "The figures beside those of the quarter before, what was learnt, the goals, and what became of each improvement.")
            .Fails(ReviewProblems.NotFound)
            .ResponseExample(ReviewExamples.Review);
        reviews.MapPatch("/{id}", ChangeReview.Endpoint).Needs(Scopes.ReviewsWrite)
            .Explained("changeReview", "Write down what was learnt, and the goals",
                "Send only what changes, with the `ETag` you read as `If-Match`. A goal is words, or words with a figure of the next quarter. Whether one in words was reached is told here after the decision.")
            .Fails(ReviewProblems.NotFound, ReviewErrors.Closed, ReviewErrors.GoalsDecided, ReviewErrors.ReachedNotTold(0))
            .RequestExample(ReviewExamples.Change)
            .ResponseExample(ReviewExamples.Review);
        reviews.MapPost("/{id}/advance", AdvanceReview.Endpoint).Needs(Scopes.ReviewsWrite)
            .Explained("advanceReview", "On to the next stage",
                "From `establish` to `maintain` once it is written down what was learnt, to `improve` once there is a goal, to `evaluate` once there is an improvement: then each is owed by its owner, on the work list. "
                + "To `closed` when all are done or dropped and it is known which goals were reached.")
            .Fails(ReviewProblems.NotFound, ReviewErrors.Closed, ReviewErrors.WrongStage(ReviewStage.Establish), ReviewErrors.LearntMissing, ReviewErrors.GoalMissing, ReviewErrors.ImprovementMissing,
                ReviewErrors.ImprovementOverdue(new NodaTime.LocalDate(2026, 3, 1)), ReviewErrors.ImprovementsOpen, ReviewErrors.GoalsOpen)
            .RequestExample(ReviewExamples.Advance)
            .ResponseExample(ReviewExamples.Review);
        return MapImprovements(v1, reviews);
    }

    private static RouteGroupBuilder MapImprovements(RouteGroupBuilder v1, RouteGroupBuilder reviews)
    {
        reviews.MapPost("/{id}/improvements", AddImprovement.Endpoint).Needs(Scopes.ReviewsWrite)
            .Explained("addImprovement", "Suggest an improvement", "What you want to do better, who does it and until when. Nobody owes it before the review goes on to `evaluate`.")
            .Fails(ReviewProblems.NotFound, ReviewProblems.OwnerUnknown, ReviewErrors.Closed, ReviewErrors.Decided, ReviewErrors.ListFull, ReviewErrors.DueInPast)
            .RequestExample(ReviewExamples.Suggest)
            .ResponseExample(ReviewExamples.Review);
        reviews.MapPost("/{id}/improvements/{improvementId}/complete", CompleteImprovement.Endpoint).Needs(Scopes.FollowUpsWrite)
            .Explained("completeImprovement", "It is better now", "The improvement is made, and its follow-up is done with it. Late is better than never.")
            .Fails(ReviewProblems.NotFound, ReviewErrors.ImprovementNotFound, ReviewErrors.NotOwed(ImprovementStatus.Suggested), FollowUpErrors.ActedInFuture, FollowUpErrors.ActedTooEarly)
            .Fails(Ended)
            .RequestExample(ReviewExamples.Complete)
            .ResponseExample(ReviewExamples.Review);
        reviews.MapPost("/{id}/improvements/{improvementId}/drop", DropImprovement.Endpoint).Needs(Scopes.ReviewsWrite)
            .Explained("dropImprovement", "It will not be done", "Say why. Before the decision it leaves the list; after it, it was owed and is not done.")
            .Fails(ReviewProblems.NotFound, ReviewErrors.ImprovementNotFound, ReviewErrors.ReasonRequired, FollowUpErrors.ClaimedByOther).Fails(Ended)
            .RequestExample(ReviewExamples.Drop)
            .ResponseExample(ReviewExamples.Review);
        return v1;
    }
}
