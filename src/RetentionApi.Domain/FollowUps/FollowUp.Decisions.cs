using NodaTime;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.FollowUps.Guides;

namespace RetentionApi.Domain.FollowUps;

/// <summary>What people decide about a duty.</summary>
public sealed partial class FollowUp
{
    /// <summary>"I am at it": nobody else may complete it until the claim lapses.</summary>
    public Result<FollowUp> Claim(Guid? by, Instant now)
    {
        if (IsEnded)
            return FollowUpErrors.Ended(status);
        if (status is FollowUpStatus.Scheduled)
            return FollowUpErrors.NotDue;
        if (status is FollowUpStatus.Claimed && (by is null || claimedBy != by))
            return FollowUpErrors.ClaimedByOther;
        (status, claimedBy, claimedAt) = (FollowUpStatus.Claimed, by, now);
        return Decided();
    }

    /// <summary>Somebody else does it; null: nobody by name. Who is at it is not disturbed: the claim lapses or is completed.</summary>
    public Result<FollowUp> Assign(Guid? to)
    {
        if (IsEnded)
            return FollowUpErrors.Ended(status);
        ownerId = to;
        return Decided();
    }

    /// <summary>Done: asked and answered, asked without reply so far, or declined. Early and late are allowed.</summary>
    /// <param name="by">The staff member; null where a key without one, the product or the customer acted.</param>
    /// <param name="actedAt">The act itself, which may have been reported later; decides whether it was in time.</param>
    /// <param name="deliveredAt">When the first of the lines that a check asks after was or will be delivered; null: it asks after none that is kept.</param>
    /// <param name="guided">Answers to questions of its guide, which takes them; null: none.</param>
    /// <remarks>
    /// A duty that came of a fact told late may have been done before we knew of it, but not before it was due; any other not before it was owed.
    /// After <see cref="FollowUpOutcome.NoAnswer"/> the answer (or refusal) that comes later is completed once more; the act stays what it was.
    /// </remarks>
    public Result<FollowUp> Complete(FollowUpOutcome result, IReadOnlyList<LineAnswer> lineAnswers, Guid? by, Instant actedAt, Instant now, Instant? deliveredAt = null, GuideAnswers? guided = null)
    {
        var isLaterReply = status is FollowUpStatus.Done && outcome is FollowUpOutcome.NoAnswer && result is not FollowUpOutcome.NoAnswer;
        if (HasSubject)
            return FollowUpErrors.UseSubject;
        if (IsEnded && !isLaterReply)
            return FollowUpErrors.Ended(status);
        if (IsAtAnother(by))
            return FollowUpErrors.ClaimedByOther;
        if (actedAt > now)
            return FollowUpErrors.ActedInFuture;
        if (actedAt < Instant.Min(CreatedAt, dueAt))
            return FollowUpErrors.ActedTooEarly;
        if (actedAt < deliveredAt)
            return FollowUpErrors.NotDelivered;
        if (AnswerRules.Refuse(this, result, lineAnswers) is { } refusal)
            return refusal;

        (outcome, answers, guide) = (result, [.. lineAnswers], guided);
        if (result is not FollowUpOutcome.NoAnswer)
            (answeredAt, answerRecordedAt) = (actedAt, now);
        return isLaterReply ? Decided() : Act(actedAt, by, now);
    }

    /// <summary>Its enquiry was answered, its case step taken, its promise kept, its suggestion replied to, its improvement made, its alert decided.</summary>
    public Result<FollowUp> EndBySubject(Guid? by, Instant actedAt, Instant now)
    {
        if (!HasSubject)
            return FollowUpErrors.NoSubject;
        if (IsEnded)
            return FollowUpErrors.Ended(status);
        if (actedAt > now)
            return FollowUpErrors.ActedInFuture;
        outcome = FollowUpOutcome.Answered;
        return Act(actedAt, by, now);
    }

    /// <summary>Owed and not done, by a person, with a reason. Whether buyers are told of a bad batch is not left open: an alert is dismissed, with a reason too.</summary>
    /// <param name="isManager">Where somebody waits for it, as after an enquiry, only a manager closes it undone.</param>
    public Result<FollowUp> Skip(string reason, bool isManager, Guid? by, Instant now)
    {
        if (IsEnded)
            return FollowUpErrors.Ended(status);
        if (Kind is FollowUpKind.AlertDecision)
            return FollowUpErrors.UseSubject;
        if (HasSubject && !isManager)
            return FollowUpErrors.ManagersOnly;
        if (string.IsNullOrWhiteSpace(reason))
            return FollowUpErrors.ReasonRequired;
        if (IsAtAnother(by))
            return FollowUpErrors.ClaimedByOther;
        skipReason = reason.Trim();
        return End(FollowUpStatus.Skipped, by, now);
    }

    /// <summary>Comes back at <paramref name="until"/>, which never passes the deadline.</summary>
    public Result<FollowUp> Snooze(Instant until, Guid? by, Instant now)
    {
        if (IsEnded)
            return FollowUpErrors.Ended(status);
        if (IsAtAnother(by))
            return FollowUpErrors.ClaimedByOther;
        if (missedAt is not null)
            return FollowUpErrors.AlreadyMissed;
        if (until <= now)
            return FollowUpErrors.SnoozedIntoPast;
        if (until > deadline)
            return FollowUpErrors.SnoozedPastDeadline;
        (status, dueAt, isSnoozed) = (FollowUpStatus.Scheduled, until, true);
        Unclaim();
        return Decided();
    }

    private bool IsAtAnother(Guid? by) => status is FollowUpStatus.Claimed && by is not null && claimedBy is not null && claimedBy != by;

    /// <summary>Late or in time is a matter of the act alone, never of whether the job that marks missed duties ran before or after it.</summary>
    private FollowUp Act(Instant actedAt, Guid? by, Instant now)
    {
        completedAt = actedAt;
        missedAt = actedAt > deadline && !(pausedAt <= deadline) ? deadline : null;
        return End(FollowUpStatus.Done, by, now);
    }
}
