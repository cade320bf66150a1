using Microsoft.EntityFrameworkCore;
using NodaTime;
using RetentionApi.Customers;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.FollowUps;
using RetentionApi.Domain.FollowUps.Guides;
using RetentionApi.Platform.Audit;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Outbox;
using RetentionApi.Platform.Persistence;
using RetentionApi.Platform.Security;

namespace RetentionApi.FollowUps;

/// <summary>What all decisions about a duty share: load it, decide, leave a trace, and ask for the customer to be derived anew.</summary>
internal sealed class FollowUpDecisions(RetentionDbContext db, AuditLog audit, Caller caller, IClock clock)
{
    /// <summary>The person behind the key, if it is bound to one.</summary>
    public Guid? StaffId => caller.StaffId;

    public Instant Now { get; } = clock.GetCurrentInstant();

    /// <param name="action">followUpClaimed, followUpCompleted …</param>
    /// <param name="entry">What the timeline tells of it; null: nothing, for nothing happened with the customer.</param>
    public Task<Result<Written<FollowUpView>>> DecideAsync(
        Guid id, string action, Func<FollowUp, Result<FollowUp>> decide, Func<FollowUp, TimelineRow>? entry, CancellationToken cancellationToken) =>
        DecideAsync(id, action, followUp => Task.FromResult(decide(followUp)), entry, cancellationToken);

    public async Task<Result<Written<FollowUpView>>> DecideAsync(
        Guid id, string action, Func<FollowUp, Task<Result<FollowUp>>> decide, Func<FollowUp, TimelineRow>? entry, CancellationToken cancellationToken)
    {
        if (await db.Set<FollowUp>().SingleOrDefaultAsync(f => f.Id == id, cancellationToken) is not { } followUp)
            return FollowUpProblems.NotFound;
        if (await CustomerPersons.FindAsync(db, new ExternalKey(followUp.CustomerId, null, null), cancellationToken) is { } person && person.IsHiddenFrom(caller))
            return CustomerProblems.Restricted;
        var before = FollowUpState.Of(followUp);
        var decided = await decide(followUp);
        if (!decided.IsOk)
            return decided.Error;
        if (entry is not null && followUp.IsOwedToCustomer)
            db.Add(entry(followUp));
        audit.Add(db, Now, action, "followUp", id, before, FollowUpState.Of(followUp));
        return Written<FollowUpView>.Ok(await SaveAsync(followUp, cancellationToken));
    }

    public async Task<FollowUpView> AddAsync(FollowUp followUp, CancellationToken cancellationToken)
    {
        db.Add(followUp);
        audit.Add(db, Now, "followUpCreated", "followUp", followUp.Id, after: FollowUpState.Of(followUp));
        return await SaveAsync(followUp, cancellationToken);
    }

    public TimelineRow Entry(FollowUp followUp, Instant at, string kind, string summary) => new()
    {
        MerchantId = db.MerchantId,
        CustomerId = followUp.CustomerId,
        OccurredAt = at,
        Id = Ids.New(Now),
        Kind = kind,
        SubjectId = followUp.Id,
        Summary = summary,
    };

    private async Task<FollowUpView> SaveAsync(FollowUp followUp, CancellationToken cancellationToken)
    {
        if (followUp.IsOwedToCustomer)
            db.AddWork(followUp.CustomerId, followUp.Id, Now, Now);
        await db.SaveChangesAsync(cancellationToken);
        await using var batch = db.Batch();
        batch.AddFollowUp(db.MerchantId, followUp.Id);
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return FollowUpReads.Read(reader);
    }

    /// <summary>What decisions change, as the audit shows it.</summary>
    private sealed record FollowUpState(
        FollowUpKind Kind, FollowUpStatus Status, Instant DueAt, Instant Deadline, Guid? OwnerId, Guid? ClaimedBy, FollowUpOutcome? Outcome, IReadOnlyList<LineAnswer> Answers,
        string? SkipReason, GuideAnswers? Guide)
    {
        public static FollowUpState Of(FollowUp f) => new(f.Kind, f.Status, f.DueAt, f.Deadline, f.OwnerId, f.ClaimedBy, f.Outcome, f.Answers, f.SkipReason, f.Guide);
    }
}
