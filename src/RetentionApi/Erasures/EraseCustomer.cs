using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using RetentionApi.Customers;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Audit;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Operations;
using RetentionApi.Platform.Persistence;
using RetentionApi.Platform.Security;

namespace RetentionApi.Erasures;

/// <summary>Erases a person, with all who were merged into them. When this is answered nothing leads to them any more; <see cref="ErasureWork"/> searches where no key leads.</summary>
internal static class EraseCustomer
{
    public sealed record Command(ExternalKey Key, IfMatch? IfMatch) : IDecision<OperationView>;

    /// <param name="id">Ours, or `~source:externalId`.</param>
    public static async Task<Results<Accepted<OperationView>, ProblemHttpResult>> Endpoint(ExternalKey id, IfMatch? ifMatch, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Command(id, ifMatch), cancellationToken)).ToAccepted(view => $"/v1/operations/{view.Id}");

    public sealed class Handler(RetentionDbContext db, Eraser eraser, AuditLog audit, Caller caller, IClock clock) : IRequestHandler<Command, Result<Written<OperationView>>>
    {
        public async Task<Result<Written<OperationView>>> Handle(Command request, CancellationToken cancellationToken)
        {
            await db.MergeOneAtATimeAsync(cancellationToken);
            if (await CustomerPersons.FindAsync(db, request.Key, cancellationToken) is not { } person)
                return CustomerProblems.NotFound;
            if (person.IsHiddenFrom(caller))
                return CustomerProblems.Restricted;
            Guid[] ids = [.. person.Ids];
            await LockAsync(ids, cancellationToken);
            if (await db.Set<CustomerRow>().Where(c => c.Id == person.Id).Select(c => (int?)c.Version).SingleOrDefaultAsync(cancellationToken) is not { } version)
                return CustomerProblems.NotFound;
            if (IfMatch.Check(request.IfMatch, version) is { } stale)
                return stale;

            var now = clock.GetCurrentInstant();
            var operation = new OperationRow { MerchantId = db.MerchantId, Id = Ids.New(now), Kind = ErasureWork.OperationKind, CreatedAt = now };
            db.Add(operation);
            db.Add(await EraseAsync(ids, operation.Id, now, cancellationToken));
            audit.Add(db, now, "customerErased", "customer", person.Id);
            await db.SaveChangesAsync(cancellationToken);
            return Written<OperationView>.Accepted(OperationView.Of(operation));
        }

        private async Task LockAsync(Guid[] ids, CancellationToken cancellationToken)
        {
            await using var batch = db.Batch();
            Eraser.AddLock(batch, db.MerchantId, ids);
            await batch.ExecuteNonQueryAsync(cancellationToken);
        }

        private async Task<ErasureRow> EraseAsync(Guid[] ids, Guid erasureId, Instant now, CancellationToken cancellationToken)
        {
            var person = await ErasedPerson.ReadAsync(db, ids, cancellationToken);
            await using var reading = db.Batch();
            var erasure = new ErasureRow
            {
                MerchantId = db.MerchantId,
                Id = erasureId,
                CustomerIds = ids,
                SubjectIds = [.. await eraser.SubjectsAsync(reading, db.MerchantId, ids, cancellationToken)],
                StandIn = Ids.New(now),
                Words = person.Words,
                ExternalIds = person.ExternalIds,
                ErasedAt = now,
                DueAt = now + ErasureRow.SettlesAfter,
            };
            await using var batch = db.Batch();
            batch.AddTombstones(db.MerchantId, person.Tombstones, erasureId, now);
            erasure.SetRows(await eraser.EraseAsync(batch, erasure, person.Names, now, cancellationToken));
            return erasure;
        }
    }
}
