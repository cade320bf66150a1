using NodaTime;
using RetentionApi.Domain.Common;

namespace RetentionApi.Domain.FollowUps;

/// <summary>What time does to a duty, and what the product decides when facts change.</summary>
public sealed partial class FollowUp
{
    public Result<FollowUp> BecomeDue(Instant now)
    {
        if (IsEnded)
            return FollowUpErrors.Ended(status);
        if (status is not FollowUpStatus.Scheduled || dueAt > now)
            return FollowUpErrors.NotScheduled;
        status = FollowUpStatus.Due;
        return Decided();
    }

    /// <summary>The deadline has passed. A claim does not outlive it; who is at it may still complete it, late.</summary>
    public Result<FollowUp> Miss(Instant now)
    {
        if (IsEnded)
            return FollowUpErrors.Ended(status);
        if (missedAt is not null)
            return FollowUpErrors.AlreadyMissed;
        if (deadline > now || IsPaused)
            return FollowUpErrors.NotYetMissed;
        missedAt = deadline;
        status = FollowUpStatus.Missed;
        Unclaim();
        return Decided();
    }

    public Result<FollowUp> LapseClaim(Instant now, Duration claimLasts)
    {
        if (status is not FollowUpStatus.Claimed || claimedAt + claimLasts > now)
            return FollowUpErrors.ClaimHolds;
        status = missedAt is null ? FollowUpStatus.Due : FollowUpStatus.Missed;
        Unclaim();
        return Decided();
    }

    /// <summary>Its message has to wait (quiet hours, cap, an open case): the deadline moves by the time it is held.</summary>
    public Result<FollowUp> Hold(Instant until, Instant now)
    {
        if (status is not FollowUpStatus.Due)
            return IsEnded ? FollowUpErrors.Ended(status) : FollowUpErrors.NotDue;
        if (until <= now)
            return FollowUpErrors.HeldIntoPast;
        heldFor += until - now;
        deadline += until - now;
        dueAt = until;
        status = FollowUpStatus.Scheduled;
        return Decided();
    }

    /// <summary>The channel that it takes after all, tried when due.</summary>
    internal void TakeChannel(ContactChannel taken)
    {
        if (channel == taken)
            return;
        channel = taken;
        version++;
    }

    public Result<FollowUp> Cancel(CancellationCause cause, Instant now)
    {
        if (IsEnded)
            return FollowUpErrors.Ended(status);
        cancellation = cause;
        return End(FollowUpStatus.Cancelled, by: null, now);
    }

    /// <summary>Its facts have changed: times, channel and lines follow them. A miss of a deadline that never was is forgotten, and so is that it was stopped.</summary>
    public Result<FollowUp> Apply(FollowUpChange change)
    {
        if (IsEnded && !IsStopped)
            return FollowUpErrors.Ended(status);
        (cancellation, endedAt) = (null, null);
        (status, dueAt, deadline, missedAt) = (change.Status, change.DueAt, change.Deadline, change.MissedAt);
        (isSnoozed, channel, orderLineIds) = (change.IsSnoozed, change.Channel, change.OrderLineIds);
        return Decided();
    }
}
