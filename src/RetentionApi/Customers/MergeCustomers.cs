using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Audit;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Outbox;
using RetentionApi.Platform.Persistence;
using RetentionApi.Platform.Security;

namespace RetentionApi.Customers;

/// <summary>Says that two customers are one person. Writes a link and moves no row: facts keep the id they came with, reading goes by the survivor.</summary>
internal static class MergeCustomers
{
    /// <param name="DuplicateId">Who is merged away, with all who were merged into them before.</param>
    public sealed record Body(Guid DuplicateId);

    public sealed record Command(ExternalKey Key, Body Body) : IDecision<PersonView>;

    public static async Task<Results<Ok<PersonView>, ProblemHttpResult>> Endpoint(ExternalKey id, Body body, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Command(id, body), cancellationToken)).ToOk();

    public sealed class Handler(RetentionDbContext db, Caller caller, AuditLog audit, IClock clock) : IRequestHandler<Command, Result<Written<PersonView>>>
    {
        public async Task<Result<Written<PersonView>>> Handle(Command request, CancellationToken cancellationToken)
        {
            var duplicateId = request.Body.DuplicateId;
            await db.MergeOneAtATimeAsync(cancellationToken);
            if (await CustomerPersons.FindAsync(db, request.Key, cancellationToken) is not { } survivor)
                return CustomerProblems.NotFound;
            if (await CustomerPersons.FindAsync(db, new ExternalKey(duplicateId, null, null), cancellationToken) is not { } duplicate)
                return CustomerProblems.DuplicateUnknown;
            if (survivor.IsHiddenFrom(caller) || duplicate.IsHiddenFrom(caller))
                return CustomerProblems.Restricted;
            if (survivor.Id == duplicateId)
                return CustomerProblems.MergedIntoItself;
            if (duplicate.Id != duplicateId)
                return CustomerProblems.AlreadyMerged;

            var now = clock.GetCurrentInstant();
            await LinkAsync(survivor, duplicate, now, cancellationToken);
            audit.Add(db, now, "customersMerged", "customer", survivor.Id, after: request.Body);
            await db.SaveChangesAsync(cancellationToken);
            await ForgetAsync(survivor, duplicate, now, cancellationToken);
            return Written<PersonView>.Ok(new PersonView(survivor.Id, [.. survivor.Ids.Concat(duplicate.Ids).Where(i => i != survivor.Id).Order()]));
        }

        /// <summary>Both profiles get a new version: what was read of them is stale.</summary>
        private async Task LinkAsync(Person survivor, Person duplicate, Instant now, CancellationToken cancellationToken)
        {
            await db.RaiseVersionsAsync([survivor.Id, duplicate.Id], now, cancellationToken);
            foreach (var follower in await db.Set<CustomerAliasRow>().Where(a => a.PersonId == duplicate.Id).ToListAsync(cancellationToken))
                follower.PersonId = survivor.Id;
            db.Add(new CustomerAliasRow { MerchantId = db.MerchantId, CustomerId = duplicate.Id, PersonId = survivor.Id, MergedInto = survivor.Id, MergedAt = now });
            db.AddEntry(survivor.Id, now, "merged", duplicate.Id, "merged with a duplicate", now);
            db.AddWork(survivor.Id, duplicate.Id, now, now);
            db.AddWork(duplicate.Id, survivor.Id, now, now);
        }

        /// <summary>An objection to profiling is one of the whole person from now on, whichever of them had raised it.</summary>
        private async Task ForgetAsync(Person survivor, Person duplicate, Instant now, CancellationToken cancellationToken)
        {
            await using var batch = db.Batch();
            batch.AddForgetting(db.MerchantId, [duplicate.Id], now);
            if (survivor.HasObjectedToProfiling || duplicate.HasObjectedToProfiling)
                batch.AddObjection(db.MerchantId, [.. survivor.Ids, .. duplicate.Ids], now);
            await batch.ExecuteNonQueryAsync(cancellationToken);
        }
    }
}

/// <summary>A person, and under which other ids their facts came in.</summary>
/// <param name="Id">The survivor.</param>
/// <param name="MergedIds">Who was merged into them.</param>
internal sealed record PersonView(Guid Id, IReadOnlyList<Guid> MergedIds);
