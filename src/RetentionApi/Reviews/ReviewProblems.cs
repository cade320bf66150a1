using RetentionApi.Domain.Common;
using RetentionApi.Platform.Errors;

namespace RetentionApi.Reviews;

internal static class ReviewProblems
{
    public static readonly Error NotFound = Error.NotFound("review");

    public static readonly Error Exists = Error.Conflict("review.exists", "This quarter of these customers has a review already.");

    public static readonly Error QuarterUnderWay = Error.Refused("review.quarter_under_way", "The quarter is not over yet.", "/quarter");

    public static readonly Error OwnerUnknown = Error.Refused("review.owner_unknown", "Nobody who works here has this id.", "/ownerId");

    public static readonly ProblemText[] Texts =
    [
        new("review.not_found", "There is no such review", "List the reviews to find the id."),
        new("review.exists", "The quarter is reviewed already", "List the reviews of the quarter to find it: one for each segment, and one for all customers."),
        new("review.quarter_under_way", "The quarter is not over yet", "A review looks back: open it when the quarter has ended by your clock, or wait for the product to do so."),
        new("review.owner_unknown", "No such person", "An improvement is done by somebody who works here: list the staff to find the id."),
        new("review.closed", "It is closed", "What comes up now belongs to the review of the next quarter."),
        new("review.decided", "The improvements are decided", "Put it on the list of the next quarter's review."),
        new("review.goals_decided", "The goals are decided", "Send the goals as they are, with `reached` where you know it."),
        new("review.learnt_missing", "What was learnt is missing", "PATCH the review with `learnt` first."),
        new("review.goal_missing", "There is no goal", "PATCH the review with `goals` first."),
        new("review.improvement_missing", "There is no improvement", "Put at least one on the list, with who does it and until when."),
        new("review.improvements_open", "Improvements are still owed", "Complete each, or drop it with a reason."),
        new("review.goals_open", "It is not known yet whether the goals are reached",
            "PATCH `reached` of the goals in words. Goals with a figure are held against the review of the next quarter: it has to be open."),
        new("review.list_full", "The list is full", "A list has at most 50 improvements."),
        new("review.wrong_stage", "That is not the next stage", "A review goes from establish to maintain, improve, evaluate and closed, one after the other."),
        new("review.reached_not_told", "Whether it was reached is not told here", "Leave `reached` out: it is told after the decision, and only of goals without a `measure`."),
        new("improvement.not_found", "There is no such improvement", "The review lists them with their ids."),
        new("improvement.due_in_past", "The day lies in the past", "`dueOn` is today or later."),
        new("improvement.reason_required", "The reason is missing", "What will not be done needs a reason."),
        new("improvement.overdue", "An improvement is overdue before it is decided", "Drop it and put it on the list again with a day that lies ahead."),
        new("improvement.not_decided", "It is not decided yet", "Improvements are owed once the review stands at `evaluate`."),
        new("improvement.already_done", "It is done already", "Read the review to see when."),
        new("improvement.already_dropped", "It was dropped", "Read the review to see why."),
    ];
}
