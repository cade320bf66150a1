using NodaTime;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.Merchants;

namespace RetentionApi.Domain.FollowUps;

/// <summary>How the clock of a duty stands still while the customer is waited for, and goes on.</summary>
public sealed partial class FollowUp
{
    /// <summary>No deadline runs from now on. One that has passed has passed: it stays missed.</summary>
    public Result<FollowUp> Pause(Instant now)
    {
        if (IsEnded)
            return FollowUpErrors.Ended(status);
        if (IsPaused)
            return FollowUpErrors.Paused;
        if (missedAt is null && deadline <= now)
            (missedAt, status) = (deadline, FollowUpStatus.Missed);
        if (status is FollowUpStatus.Claimed)
            status = missedAt is null ? FollowUpStatus.Due : FollowUpStatus.Missed;
        Unclaim();
        pausedAt = now;
        return Decided();
    }

    /// <summary>What was left of its business time when it was paused is left now.</summary>
    public Result<FollowUp> Resume(BusinessCalendar calendar, Instant now)
    {
        if (IsEnded)
            return FollowUpErrors.Ended(status);
        if (pausedAt is not { } since)
            return FollowUpErrors.NotPaused;
        var stood = calendar.Elapsed(since, now);
        pausedFor += stood;
        pausedAt = null;
        if (missedAt is null)
            deadline = calendar.Due(deadline, stood) ?? deadline;
        if (warnAt > since)
            warnAt = calendar.Due(warnAt.Value, stood);
        return Decided();
    }
}
