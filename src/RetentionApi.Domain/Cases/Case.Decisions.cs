using NodaTime;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.FollowUps;

namespace RetentionApi.Domain.Cases;

/// <summary>Who decides, when, and by which rules.</summary>
/// <param name="By">The staff member; null: a key without one.</param>
public sealed record CaseAct(Guid? By, DutyRules Rules, Instant Now);

/// <summary>What people decide about a case. Each takes the open duty of its step, if there is one, and answers with the next; null: nothing is owed any more.</summary>
public sealed partial class Case
{
    /// <summary>Goes forward to a state up to resolved, over as many as one likes; the duty of the step that was owed ends, those in between were never opened.</summary>
    public Result<FollowUp?> MoveTo(CaseStatus target, FollowUp? step, CaseAct act)
    {
        if (Status is CaseStatus.Closed)
            return CaseErrors.Closed;
        if (target <= Status || target > CaseStatus.Resolved)
            return CaseErrors.NotForward;
        if (target is CaseStatus.Resolved)
            ResolvedAt = act.Now;
        return Enter(target, step, act);
    }

    public Result<FollowUp?> Propose(string proposal, FollowUp? step, CaseAct act)
    {
        var moved = MoveTo(CaseStatus.Proposed, step, act);
        if (moved.IsOk)
            Proposal = proposal;
        return moved;
    }

    /// <summary>
    /// The customer was asked whether it is solved. An answer that comes after the last try still counts; and whoever closed it undone, the customer's word
    /// that it is solved makes good what was late.
    /// </summary>
    public Result<FollowUp?> Revisit(RevisitOutcome answer, FollowUp? step, CaseAct act)
    {
        var isLateAnswer = Outcome is CaseOutcome.Unconfirmed && (answer is RevisitOutcome.Solved || (CloseReason is null && answer is RevisitOutcome.NotSolved));
        if (Status is CaseStatus.Closed && !isLateAnswer)
            return CaseErrors.Closed;
        if (Status < CaseStatus.Resolved)
            return CaseErrors.NotResolved;
        return answer switch
        {
            RevisitOutcome.Solved => Close(CaseOutcome.Confirmed, step, act),
            RevisitOutcome.NotSolved => Reopen(step, act),
            _ when Status is CaseStatus.Resolved => TryOnce(step, act),
            _ when act.Now < RevisitedAt + act.Rules.Policy.Cases.SecondTryAfter => CaseErrors.TriedLately,
            _ => Close(CaseOutcome.Unconfirmed, step, act),
        };
    }

    /// <summary>The customer is waited for: the clock stands still.</summary>
    public Result<FollowUp?> Wait(FollowUp? step, CaseAct act)
    {
        if (Status is CaseStatus.Closed)
            return CaseErrors.Closed;
        if (Status >= CaseStatus.Resolved || step is null)
            return CaseErrors.CannotWait;
        if (step.IsPaused)
            return CaseErrors.AlreadyWaiting;
        _ = step.Pause(act.Now).Value;
        return Decided(step);
    }

    public Result<FollowUp?> Resume(FollowUp? step, CaseAct act)
    {
        if (step is not { IsPaused: true })
            return CaseErrors.NotWaiting;
        _ = step.Resume(act.Rules.Calendar, act.Now).Value;
        return Decided(step);
    }

    public Result<FollowUp?> Give(Goodwill goodwill, FollowUp? step)
    {
        Goodwill = [.. Goodwill, goodwill];
        return Decided(step);
    }

    /// <summary>Who looks after it, what it is about, how bad it is.</summary>
    public void Change(Guid? ownerId, CaseTopic topic, CaseSeverity severity)
    {
        (OwnerId, Topic, Severity) = (ownerId, topic, severity);
        Version++;
    }

    /// <summary>A manager skipped the duty of its step: the case ends with it, undone and unconfirmed.</summary>
    public void CloseUndone(string reason, Instant now)
    {
        if (Status is CaseStatus.Closed)
            return;
        CloseReason = reason;
        End(CaseOutcome.Unconfirmed, now);
    }

    private Result<FollowUp?> TryOnce(FollowUp? step, CaseAct act)
    {
        RevisitedAt = act.Now;
        return act.Rules.Policy.Cases.RevisitTries > 1 ? Enter(CaseStatus.Revisited, step, act) : Close(CaseOutcome.Unconfirmed, step, act);
    }

    private Result<FollowUp?> Reopen(FollowUp? step, CaseAct act)
    {
        EndStep(step, act);
        ReopenedAt = [.. ReopenedAt, act.Now];
        (Run, RunStartedAt, Status) = (Run + 1, act.Now, CaseStatus.Received);
        Cause = FactKey.Case(Id, Run);
        (Outcome, ClosedAt, ResolvedAt, RevisitedAt, EscalatedTo) = (null, null, null, null, null);
        return Decided(CaseClock.NextStep(this, Duration.Zero, act.Rules, act.Now));
    }

    private Result<FollowUp?> Close(CaseOutcome outcome, FollowUp? step, CaseAct act)
    {
        EndStep(step, act);
        End(outcome, act.Now);
        return Result<FollowUp?>.Ok(null);
    }

    private void End(CaseOutcome outcome, Instant now)
    {
        (Status, Outcome, ClosedAt, EscalatedTo) = (CaseStatus.Closed, outcome, now, null);
        Version++;
    }

    private Result<FollowUp?> Enter(CaseStatus status, FollowUp? step, CaseAct act)
    {
        EndStep(step, act);
        (Status, EscalatedTo) = (status, null);
        return Decided(CaseClock.NextStep(this, step?.PausedFor ?? Duration.Zero, act.Rules, act.Now));
    }

    /// <summary>Whoever acts has stopped waiting.</summary>
    private static void EndStep(FollowUp? step, CaseAct act)
    {
        if (step is not { IsEnded: false })
            return;
        if (step.IsPaused)
            _ = step.Resume(act.Rules.Calendar, act.Now).Value;
        _ = step.EndBySubject(act.By, act.Now, act.Now).Value;
    }

    private Result<FollowUp?> Decided(FollowUp? step)
    {
        Version++;
        return Result<FollowUp?>.Ok(step);
    }
}
