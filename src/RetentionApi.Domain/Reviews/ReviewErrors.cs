using NodaTime;
using RetentionApi.Domain.Common;

namespace RetentionApi.Domain.Reviews;

/// <summary>Every way in which a decision about a review is refused; the codes are a contract.</summary>
public static class ReviewErrors
{
    public static readonly Error Closed = Error.Conflict("review.closed", "It is closed: the next quarter has a review of its own.");

    public static readonly Error Decided = Error.Conflict("review.decided", "Its improvements are decided: what is new belongs on the next quarter's list.");

    public static readonly Error GoalsDecided = Error.Conflict("review.goals_decided", "Its goals are decided: from now on only whether they were reached is told.");

    public static readonly Error LearntMissing = Error.Conflict("review.learnt_missing", "Write down what was learnt first.");

    public static readonly Error GoalMissing = Error.Conflict("review.goal_missing", "Set a goal first.");

    public static readonly Error ImprovementMissing = Error.Conflict("review.improvement_missing", "Put an improvement on the list first: a review without one changes nothing.");

    public static readonly Error ImprovementsOpen = Error.Conflict("review.improvements_open", "Improvements are still owed: complete them, or drop them with a reason.");

    public static readonly Error GoalsOpen = Error.Conflict(
        "review.goals_open", "Whether each goal was reached is not known yet: tell it of those in words; those with a figure wait for the review of the next quarter.");

    public static readonly Error ListFull = Error.Conflict("review.list_full", $"A list has at most {Review.MostImprovements} improvements: drop what matters least.");

    public static readonly Error ImprovementNotFound = Error.NotFound("improvement");

    public static readonly Error DueInPast = Error.Refused("improvement.due_in_past", "The day lies in the past.", "/dueOn");

    public static readonly Error ReasonRequired = Error.Refused("improvement.reason_required", "Say why it will not be done.", "/reason");

    public static Error WrongStage(ReviewStage stage) =>
        Error.Conflict("review.wrong_stage", $"It stands at {Explanation.NameOf(stage)} and goes on to {Explanation.NameOf(stage + 1)} from there.");

    public static Error ReachedNotTold(int index) => Error.Refused(
        "review.reached_not_told", "Whether it was reached is told once goals are decided, and only of a goal in words: a figure tells it by itself.", $"/goals/{index}/reached");

    public static Error ImprovementOverdue(LocalDate dueOn) =>
        Error.Conflict("improvement.overdue", $"An improvement was to be done by {dueOn:uuuu-MM-dd}, which is over: drop it and put it on the list with another day.");

    public static Error NotOwed(ImprovementStatus status) => status switch
    {
        ImprovementStatus.Suggested => Error.Conflict("improvement.not_decided", "It is not decided yet: let the review go on to evaluate first."),
        ImprovementStatus.Done => Error.Conflict("improvement.already_done", "It is done already."),
        _ => Error.Conflict("improvement.already_dropped", "It was dropped."),
    };
}
