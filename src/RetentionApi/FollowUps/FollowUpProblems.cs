using RetentionApi.Domain.Common;
using RetentionApi.Platform.Errors;

namespace RetentionApi.FollowUps;

internal static class FollowUpProblems
{
    public static readonly Error NotFound = Error.NotFound("follow_up");

    public static readonly Error CustomerUnknown = Error.Refused("follow_up.customer_unknown", "There is no customer with this id.", "/customerId");

    public static readonly Error OwnerUnknown = Error.Refused("follow_up.owner_unknown", "Nobody on your staff has this id.", "/ownerId");

    public static readonly ProblemText[] Texts =
    [
        new("follow_up.not_found", "There is no such follow-up", "Its id is in the work list. Another merchant's follow-ups are not there for you."),
        new("follow_up.customer_unknown", "No such customer", "`customerId` is ours: find the customer first, or report them."),
        new("follow_up.owner_unknown", "No such member of staff", "List the staff to find the id, or leave `ownerId` out."),
        new("follow_up.managers_only", "Only a manager closes it undone", "What an enquiry, a case or a promise asks for stays until it is done there, or closed by a key with `follow-ups:close`, with a reason."),
        new("follow_up.not_scheduled", "It does not wait for its time", "Only what is scheduled becomes due, and only when its time has come."),
        new("follow_up.not_due", "Its time has not come", "Claim what is due. What was done early is completed without a claim."),
        new("follow_up.not_yet_missed", "Its deadline is still ahead", "A duty is missed when its deadline passes, not before."),
        new("follow_up.already_missed", "Its deadline has passed", "Do it now, late, or skip it with a reason: it cannot be put off any more."),
        new("follow_up.claim_holds", "The claim holds", "A claim lapses by itself after four hours."),
        new("follow_up.claimed_by_other", "A colleague is at it", "Ask them, or wait: a claim lapses after four hours."),
        new("follow_up.use_subject", "It ends with what it is about", "An enquiry is answered at the enquiry, the step of a case taken at the case, a promise kept at the promise, an improvement made at its review, a batch alert confirmed or dismissed (`subjectId`); then this follow-up is done by itself."),
        new("follow_up.no_subject", "It belongs to nothing else", "Complete it directly."),
        new("follow_up.acted_in_future", "What was done lies in the future", "`actedAt` is when you acted: now or before."),
        new("follow_up.acted_too_early", "Nothing was owed yet", "`actedAt` is when you acted: not before the follow-up was made, or was due if it was made later."),
        new("follow_up.not_delivered", "Nothing was delivered yet", "A check is answered once the first of its `lines` is delivered: report the delivery first, or wait until it is assumed."),
        new("follow_up.paused", "Its clock stands still", "The customer is waited for already."),
        new("follow_up.not_paused", "Its clock runs", "Nobody is waited for."),
        new("follow_up.held_into_past", "A hold ends in the past", "A hold must end later than now."),
        new("follow_up.snoozed_into_past", "Snoozed into the past", "Choose a time later than now."),
        new("follow_up.snoozed_past_deadline", "Snoozed past the deadline", "Choose a time before the deadline: a snooze never moves it."),
        new("follow_up.reason_required", "The reason is missing", "What is owed and not done needs a reason."),
        new("follow_up.answers_not_asked", "Nothing was to be rated", "Only an answered quality check takes ratings."),
        new("follow_up.answers_required", "The ratings are missing", "An answered quality check rates at least one of its `lines`."),
        new("follow_up.unknown_line", "The check does not ask about this line", "Rate the lines that the follow-up lists under `lines`."),
        new("follow_up.line_twice", "A line is rated twice", "Give each order line one rating."),
        new("follow_up.rating_out_of_range", "The rating is out of range", "Ratings are whole numbers from 1 (worst) to 5."),
        new("follow_up.already_done", "It is done already", "Read it to see what came of it."),
        new("follow_up.already_skipped", "It was skipped already", "Read it to see why."),
        new("follow_up.already_cancelled", "It is not owed any more", "Read it to see why: `cancellation` names the cause."),
    ];
}
