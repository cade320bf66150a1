using NodaTime;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.FollowUps;

namespace RetentionApi.Domain.Promises;

/// <summary>What becomes of a promise, by people and by facts.</summary>
public sealed partial class Promise
{
    /// <param name="duty">Its duty, if it has one.</param>
    /// <param name="keptAt">When it was done, which may have been reported later.</param>
    public Result<Promise> Keep(FollowUp? duty, Guid? by, Instant keptAt, string? note, Instant now)
    {
        if (NotOpen is { } settled)
            return settled;
        if (keptAt > now)
            return PromiseErrors.KeptInFuture;
        if (keptAt > Deadline)
            return PromiseErrors.KeptTooLate;
        EndDuty(duty, by, keptAt, now);
        return SettleByHand(PromiseStatus.Kept, keptAt, by, note);
    }

    /// <summary>Somebody says that it will not be, or was not, kept. The duty stays until that is made good.</summary>
    public Result<Promise> Break(Guid? by, string reason, Instant now)
    {
        if (NotOpen is { } settled)
            return settled;
        BrokenAt = now;
        return SettleByHand(PromiseStatus.Broken, now, by, reason);
    }

    /// <summary>The customer agreed to another date: this one is not owed any more, and another promise of the same stands instead.</summary>
    /// <param name="agreement">The customer's yes: how and what they said.</param>
    public Result<Promise> Renegotiate(Guid successorId, FollowUp? duty, Instant dueAt, string agreement, Guid? by, Instant now)
    {
        if (NotOpen is { } settled)
            return settled;
        if (dueAt <= now)
            return PromiseErrors.DueInPast;
        if (duty is { IsEnded: false })
            _ = duty.Cancel(CancellationCause.Stopped, now).Value;
        ReplacedBy = successorId;
        SettleByHand(PromiseStatus.Renegotiated, now, by, agreement);
        return Make(new NewPromise(MerchantId, successorId, CustomerId, FactKey.Promise(Id), What, now, dueAt, MadeBy, Place, OrderId, Grace), now);
    }

    /// <summary>Fulfilled late, and the customer was told or compensated.</summary>
    public Result<Promise> Repair(FollowUp? duty, RepairMeans means, Guid? by, string note, Instant now)
    {
        if (Status is not PromiseStatus.Broken)
            return PromiseErrors.NotBroken;
        EndDuty(duty, by, now, now);
        RepairedBy = means;
        return SettleByHand(PromiseStatus.Repaired, now, by, note);
    }

    /// <summary>Facts say what became of it. What a person said stays, and so does what was agreed or made good.</summary>
    internal bool Settle(PromiseStatus status, Instant? at, FollowUp? duty, Instant now)
    {
        if (IsSettledByHand || (status == Status && at == SettledAt))
            return false;
        if (status is PromiseStatus.Kept)
            EndDuty(duty, by: null, Instant.Min(at!.Value, now), now);
        else if (status is PromiseStatus.Withdrawn && duty is { IsEnded: false })
            _ = duty.Cancel(CancellationCause.Stopped, now).Value;
        BrokenAt = status is PromiseStatus.Broken ? at : null;
        (Status, SettledAt) = (status, at);
        Version++;
        return true;
    }

    /// <summary>A manager skipped its duty: what was owed will not be done.</summary>
    public void GiveUp(Guid? by, string reason, Instant now)
    {
        if (Status is PromiseStatus.Open)
            _ = Break(by, reason, now).Value;
    }

    private Error? NotOpen => Status is PromiseStatus.Open ? null : PromiseErrors.Settled(Status);

    private static void EndDuty(FollowUp? duty, Guid? by, Instant actedAt, Instant now)
    {
        if (duty is { IsEnded: false })
            _ = duty.EndBySubject(by, actedAt, now).Value;
    }

    private Promise SettleByHand(PromiseStatus status, Instant at, Guid? by, string? note)
    {
        (Status, SettledAt, SettledBy, Note, IsSettledByHand) = (status, at, by, note, true);
        Version++;
        return this;
    }
}
