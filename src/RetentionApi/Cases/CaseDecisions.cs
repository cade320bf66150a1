using Microsoft.EntityFrameworkCore;
using NodaTime;
using RetentionApi.Customers;
using RetentionApi.Domain.Cases;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.FollowUps;
using RetentionApi.Merchants;
using RetentionApi.Platform.Audit;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Outbox;
using RetentionApi.Platform.Persistence;
using RetentionApi.Platform.Security;

namespace RetentionApi.Cases;

/// <summary>A case as a decision finds it.</summary>
/// <param name="Step">The duty that is owed; null: none.</param>
/// <param name="Person">Whose it is.</param>
internal sealed record CaseAtHand(Case Case, FollowUp? Step, Person Person, CaseAct Act, MerchantSettings Settings);

/// <summary>What all decisions about a case share: load it with the one duty of its clock, decide, save both, leave a trace, and ask for the customer to be derived anew.</summary>
internal sealed class CaseDecisions(RetentionDbContext db, AuditLog audit, Caller caller, IClock clock)
{
    public Guid? StaffId => caller.StaffId;

    public Instant Now { get; } = clock.GetCurrentInstant();

    /// <param name="action">caseAcknowledged, caseResolved …: of the audit and of the timeline.</param>
    /// <param name="decide">Answers with the duty that is owed next.</param>
    /// <param name="note">What the timeline tells beside the state.</param>
    public Task<Result<Written<CaseView>>> DecideAsync(
        ExternalKey key, string action, Func<CaseAtHand, Result<FollowUp?>> decide, string? note, CancellationToken cancellationToken) =>
        DecideAsync(key, action, hand => Task.FromResult(decide(hand)), note, cancellationToken);

    public async Task<Result<Written<CaseView>>> DecideAsync(
        ExternalKey key, string action, Func<CaseAtHand, Task<Result<FollowUp?>>> decide, string? note, CancellationToken cancellationToken)
    {
        var found = await FindAsync(key, cancellationToken);
        if (!found.IsOk)
            return found.Error;
        var known = found.Value.Case;
        var before = CaseState.Of(known);
        var decided = await decide(found.Value);
        if (!decided.IsOk)
            return decided.Error;
        if (decided.Value is { } next && next != found.Value.Step)
            db.Add(next);
        Tell(known, Now, action, note);
        audit.Add(db, Now, action, "case", known.Id, before, CaseState.Of(known));
        return Written<CaseView>.Ok(await SaveAsync(known, cancellationToken));
    }

    public async Task<Result<CaseAtHand>> FindAsync(ExternalKey key, CancellationToken cancellationToken)
    {
        var (id, source, externalId) = key;
        if (await db.Set<Case>().SingleOrDefaultAsync(c => id == null ? c.Source == source && c.ExternalId == externalId : c.Id == id, cancellationToken) is not { } known)
            return CaseProblems.NotFound;
        if (await CustomerPersons.FindAsync(db, new ExternalKey(known.CustomerId, null, null), cancellationToken) is not { } person)
            return CaseProblems.NotFound;
        if (person.IsHiddenFrom(caller))
            return CustomerProblems.Restricted;
        FollowUpStatus[] ended = [FollowUpStatus.Done, FollowUpStatus.Skipped, FollowUpStatus.Cancelled];
        var step = await db.Set<FollowUp>().SingleOrDefaultAsync(f => f.Cause == known.Cause && f.Kind == FollowUpKind.CaseStep && !ended.Contains(f.Status), cancellationToken);
        var settings = await MerchantSettings.ReadAsync(db, cancellationToken);
        return new CaseAtHand(known, step, person, new CaseAct(caller.StaffId, settings.Rules, Now), settings);
    }

    public void Tell(Case known, Instant at, string kind, string? note) => db.AddEntry(known.CustomerId, at, kind, known.Id, string.IsNullOrWhiteSpace(note) ? known.Topic.Word() : note.Trim(), Now);

    public async Task<CaseView> SaveAsync(Case known, CancellationToken cancellationToken)
    {
        db.AddWork(known.CustomerId, known.Id, Now, Now);
        await db.SaveChangesAsync(cancellationToken);
        return await ViewAsync(known.Id, cancellationToken);
    }

    /// <summary>In the transaction under way.</summary>
    public async Task<CaseView> ViewAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var batch = db.Batch();
        batch.AddCase(db.MerchantId, new ExternalKey(id, null, null));
        return (await batch.OneAsync(CaseReads.Read, cancellationToken))!;
    }

    /// <summary>What decisions change, as the audit shows it.</summary>
    internal sealed record CaseState(
        CaseStatus Status, CaseOutcome? Outcome, int Run, Guid? OwnerId, CaseTopic Topic, CaseSeverity Severity, string? Proposal, IReadOnlyList<Goodwill> Goodwill)
    {
        public static CaseState Of(Case c) => new(c.Status, c.Outcome, c.Run, c.OwnerId, c.Topic, c.Severity, c.Proposal, c.Goodwill);
    }
}
