using RetentionApi.Domain.Common;

namespace RetentionApi.Domain.FollowUps;

/// <summary>Every way in which a decision about a duty is refused; the codes are a contract.</summary>
public static class FollowUpErrors
{
    public static readonly Error NotScheduled = Error.Conflict("follow_up.not_scheduled", "It is not waiting for its time, or its time has not come.");

    public static readonly Error NotDue = Error.Conflict("follow_up.not_due", "Its time has not come; complete it early if it is done already.");

    public static readonly Error NotYetMissed = Error.Conflict("follow_up.not_yet_missed", "Its deadline is still ahead.");

    public static readonly Error AlreadyMissed = Error.Conflict("follow_up.already_missed", "Its deadline has passed; do it now, or skip it with a reason.");

    public static readonly Error ClaimHolds = Error.Conflict("follow_up.claim_holds", "It is not claimed, or the claim has not lapsed.");

    public static readonly Error ClaimedByOther = Error.Conflict("follow_up.claimed_by_other", "A colleague is at it; wait until the claim lapses or ask them.");

    public static readonly Error ManagersOnly = new(
        ErrorKind.Forbidden, "follow_up.managers_only", "Somebody waits for this: only a manager closes it undone. Answer the enquiry, or ask a manager.");

    public static readonly Error UseSubject = Error.Conflict(
        "follow_up.use_subject", "It ends with its enquiry, case, promise, suggestion, improvement or batch alert: act on that one instead.");

    public static readonly Error NoSubject = Error.Conflict("follow_up.no_subject", "It belongs to no enquiry, case, promise, suggestion, improvement or batch alert: complete it directly.");

    public static readonly Error ActedInFuture = Error.Refused("follow_up.acted_in_future", "What was done cannot lie in the future.", "/actedAt");

    public static readonly Error ActedTooEarly = Error.Refused("follow_up.acted_too_early", "Nothing was owed yet at that time.", "/actedAt");

    public static readonly Error NotDelivered = Error.Refused("follow_up.not_delivered", "Nothing that it asks after had been delivered by then.", "/actedAt");

    public static readonly Error Paused = Error.Conflict("follow_up.paused", "Its clock stands still already: the customer is waited for.");

    public static readonly Error NotPaused = Error.Conflict("follow_up.not_paused", "Its clock runs.");

    public static readonly Error HeldIntoPast = Error.Refused("follow_up.held_into_past", "A hold must end later than now.", "/until");

    public static readonly Error SnoozedIntoPast = Error.Refused("follow_up.snoozed_into_past", "Snooze to a time later than now.", "/until");

    public static readonly Error SnoozedPastDeadline = Error.Refused("follow_up.snoozed_past_deadline", "A snooze never passes the deadline.", "/until");

    public static readonly Error ReasonRequired = Error.Refused("follow_up.reason_required", "Say why it is not done.", "/reason");

    public static readonly Error AnswersNotAsked = Error.Refused(
        "follow_up.answers_not_asked", "Ratings of lines belong to an answered check only.", "/answers");

    public static readonly Error AnswersRequired = Error.Refused(
        "follow_up.answers_required", "An answered check rates at least one of the lines it asks about.", "/answers");

    public static Error UnknownLine(int index) => Error.Refused(
        "follow_up.unknown_line", "The check does not ask about this order line.", $"/answers/{index}/orderLineId");

    public static Error LineTwice(int index) => Error.Refused(
        "follow_up.line_twice", "This order line is rated more than once.", $"/answers/{index}/orderLineId");

    public static Error RatingOutOfRange(int index) => Error.Refused(
        "follow_up.rating_out_of_range", "A rating is a whole number from 1 (worst) to 5.", $"/answers/{index}/rating");

    public static Error Ended(FollowUpStatus status) => status switch
    {
        FollowUpStatus.Done => Error.Conflict("follow_up.already_done", "It is done already."),
        FollowUpStatus.Skipped => Error.Conflict("follow_up.already_skipped", "It was skipped already."),
        _ => Error.Conflict("follow_up.already_cancelled", "It is not owed any more."),
    };
}
