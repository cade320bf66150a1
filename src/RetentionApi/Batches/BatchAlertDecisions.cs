using Microsoft.EntityFrameworkCore;
using NodaTime;
using RetentionApi.Domain.Batches;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.FollowUps;
using RetentionApi.Platform.Audit;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Outbox;
using RetentionApi.Platform.Persistence;
using RetentionApi.Platform.Security;

namespace RetentionApi.Batches;

/// <summary>What all decisions about an alert share: load it with the duty to decide it, decide, leave a trace, and once it is confirmed have the dispatcher find its buyers.</summary>
internal sealed class BatchAlertDecisions(RetentionDbContext db, AuditLog audit, Caller caller, IClock clock)
{
    public Guid? StaffId => caller.StaffId;

    public Instant Now { get; } = clock.GetCurrentInstant();

    /// <param name="action">batchAlertConfirmed, batchAlertDismissed.</param>
    public async Task<Result<Written<BatchAlertView>>> DecideAsync(
        Guid id, string action, Func<BatchAlert, FollowUp?, Task<Result<BatchAlert>>> decide, CancellationToken cancellationToken)
    {
        if (await db.Set<BatchAlert>().SingleOrDefaultAsync(a => a.Id == id, cancellationToken) is not { } alert)
            return BatchAlertProblems.NotFound;
        var before = State.Of(alert);
        var duty = await db.Set<FollowUp>().SingleOrDefaultAsync(f => f.Id == alert.FollowUpId, cancellationToken);
        var decided = await decide(alert, duty);
        if (!decided.IsOk)
            return decided.Error;
        audit.Add(db, Now, action, "batchAlert", id, before, State.Of(alert));
        return Written<BatchAlertView>.Ok(await SaveAsync(alert, cancellationToken));
    }

    public async Task<BatchAlertView> AddAsync(BatchAlert alert, CancellationToken cancellationToken)
    {
        db.Add(alert);
        audit.Add(db, Now, "batchAlertReported", "batchAlert", alert.Id, after: State.Of(alert));
        return await SaveAsync(alert, cancellationToken);
    }

    private async Task<BatchAlertView> SaveAsync(BatchAlert alert, CancellationToken cancellationToken)
    {
        if (alert.Status is BatchAlertStatus.Confirmed)
        {
            db.Add(new OutboxRow
            {
                MerchantId = db.MerchantId,
                CustomerId = Guid.Empty,
                Id = Ids.New(Now),
                Kind = OutboxKind.Spread,
                SubjectId = alert.Id,
                OccurredAt = Now,
                DueAt = Now,
            });
        }

        await db.SaveChangesAsync(cancellationToken);
        await using var batch = db.Batch();
        BatchAlertView.Add(batch, db.MerchantId, alert.Id);
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return BatchAlertView.Read(reader, Now);
    }

    /// <summary>What decisions change, as the audit shows it.</summary>
    private sealed record State(Guid ProductId, string Batch, BatchAlertStatus Status, string? Reason, string? ToBuyers)
    {
        public static State Of(BatchAlert a) => new(a.ProductId, a.Batch, a.Status, a.Reason, a.ToBuyers);
    }
}
