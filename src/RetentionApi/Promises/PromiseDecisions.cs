using Microsoft.EntityFrameworkCore;
using NodaTime;
using RetentionApi.Customers;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.FollowUps;
using RetentionApi.Domain.Promises;
using RetentionApi.Platform.Audit;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Outbox;
using RetentionApi.Platform.Persistence;
using RetentionApi.Platform.Security;

namespace RetentionApi.Promises;

/// <summary>A promise as a decision finds it.</summary>
/// <param name="Duty">Its duty; null: it has none, or it has ended.</param>
internal sealed record PromiseAtHand(Promise Promise, FollowUp? Duty, Person Person);

/// <summary>What all decisions about a promise share: load it with the one duty of its clock, decide, save both, leave a trace, and ask for the customer to be derived anew.</summary>
internal sealed class PromiseDecisions(RetentionDbContext db, AuditLog audit, Caller caller, IClock clock)
{
    public Guid? StaffId => caller.StaffId;

    public Instant Now { get; } = clock.GetCurrentInstant();

    /// <param name="action">promiseKept, promiseBroken …: of the audit and of the timeline.</param>
    /// <param name="decide">Answers with the promise that is shown.</param>
    public Task<Result<Written<PromiseView>>> DecideAsync(
        Guid id, string action, Func<PromiseAtHand, Result<Promise>> decide, string? note, CancellationToken cancellationToken) =>
        DecideAsync(id, action, hand => Task.FromResult(decide(hand)), note, cancellationToken);

    public async Task<Result<Written<PromiseView>>> DecideAsync(
        Guid id, string action, Func<PromiseAtHand, Task<Result<Promise>>> decide, string? note, CancellationToken cancellationToken)
    {
        if (await db.Set<Promise>().SingleOrDefaultAsync(p => p.Id == id, cancellationToken) is not { } promise)
            return PromiseProblems.NotFound;
        if (await CustomerPersons.FindAsync(db, new ExternalKey(promise.CustomerId, null, null), cancellationToken) is not { } person)
            return PromiseProblems.NotFound;
        if (person.IsHiddenFrom(caller))
            return CustomerProblems.Restricted;
        var cause = FactKey.Promise(id);
        FollowUpStatus[] ended = [FollowUpStatus.Done, FollowUpStatus.Skipped, FollowUpStatus.Cancelled];
        var duty = await db.Set<FollowUp>().SingleOrDefaultAsync(f => f.Cause == cause && f.Kind == FollowUpKind.Promise && !ended.Contains(f.Status), cancellationToken);
        var before = AuditedPromise.Of(promise);
        var decided = await decide(new PromiseAtHand(promise, duty, person));
        if (!decided.IsOk)
            return decided.Error;
        db.Tell(promise, promise.SettledAt ?? Now, action, string.IsNullOrWhiteSpace(note) ? promise.What : $"{promise.What} · {note.Trim()}", Now);
        audit.Add(db, Now, action, "promise", id, before, AuditedPromise.Of(promise));
        return Written<PromiseView>.Ok(await SaveAsync(decided.Value, cancellationToken));
    }

    public async Task<PromiseView> SaveAsync(Promise promise, CancellationToken cancellationToken)
    {
        db.AddWork(promise.CustomerId, promise.Id, Now, Now);
        await db.SaveChangesAsync(cancellationToken);
        return await ViewAsync(promise.Id, cancellationToken);
    }

    /// <summary>In the transaction under way.</summary>
    public async Task<PromiseView> ViewAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var batch = db.Batch();
        PromiseView.Add(batch, db.MerchantId, id);
        return (await batch.OneAsync(PromiseView.Read, cancellationToken))!;
    }

    /// <summary>What decisions change, as the audit shows it.</summary>
    internal sealed record AuditedPromise(string What, Instant DueAt, PromiseStatus Status, string? Note, RepairMeans? RepairedBy, Guid? ReplacedBy)
    {
        public static AuditedPromise Of(Promise p) => new(p.What, p.DueAt, p.Status, p.Note, p.RepairedBy, p.ReplacedBy);
    }
}
