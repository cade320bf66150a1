using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using RetentionApi.Catalog;
using RetentionApi.Customers;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.Interests;
using RetentionApi.Platform.Audit;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Outbox;
using RetentionApi.Platform.Persistence;
using RetentionApi.Platform.Security;

namespace RetentionApi.Interests;

/// <summary>The customer wants to hear of it no more. A duty that tells it is stopped.</summary>
internal static class WithdrawInterest
{
    public sealed record Command(ExternalKey Key, Guid InterestId) : IDecision<InterestView>;

    /// <param name="id">The customer: ours, or `~source:externalId`.</param>
    public static async Task<Results<NoContent, ProblemHttpResult>> Endpoint(ExternalKey id, Guid interestId, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Command(id, interestId), cancellationToken)).ToNoContent();

    public sealed class Handler(RetentionDbContext db, Caller caller, AuditLog audit, IClock clock) : IRequestHandler<Command, Result<Written<InterestView>>>
    {
        public async Task<Result<Written<InterestView>>> Handle(Command request, CancellationToken cancellationToken)
        {
            if (await CustomerPersons.FindAsync(db, request.Key, cancellationToken) is not { } person)
                return CustomerProblems.NotFound;
            if (person.IsHiddenFrom(caller))
                return CustomerProblems.Restricted;
            var row = await db.Set<InterestRow>().SingleOrDefaultAsync(i => i.Id == request.InterestId && person.Ids.Contains(i.CustomerId) && i.EndedAt == null, cancellationToken);
            if (row is null)
                return InterestProblems.NotFound;

            var now = clock.GetCurrentInstant();
            (row.EndedAt, row.EndedAs) = (now, InterestEnd.Withdrawn);
            audit.Add(db, now, "interestWithdrawn", "interest", row.Id);
            db.AddWork(row.CustomerId, row.Id, now, now);
            await db.SaveChangesAsync(cancellationToken);
            var product = await db.Set<ProductRow>().AsNoTracking().SingleAsync(p => p.Id == row.ProductId, cancellationToken);
            return Written<InterestView>.Ok(InterestView.Of(row, product.Sku, product.Name));
        }
    }
}
