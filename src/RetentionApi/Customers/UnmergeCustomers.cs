using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using RetentionApi.Domain.Common;
using RetentionApi.Merchants;
using RetentionApi.Platform.Audit;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Outbox;
using RetentionApi.Platform.Persistence;
using RetentionApi.Platform.Security;

namespace RetentionApi.Customers;

/// <summary>Undoes a merge, within the time that the policy gives: the link goes, both are derived anew, and who had come with the duplicate goes with them again.</summary>
internal static class UnmergeCustomers
{
    /// <param name="DuplicateId">Who was merged away.</param>
    public sealed record Body(Guid DuplicateId);

    public sealed record Command(ExternalKey Key, Body Body) : IDecision<PersonView>;

    public static async Task<Results<Ok<PersonView>, ProblemHttpResult>> Endpoint(ExternalKey id, Body body, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Command(id, body), cancellationToken)).ToOk();

    public sealed class Handler(RetentionDbContext db, Caller caller, AuditLog audit, IClock clock) : IRequestHandler<Command, Result<Written<PersonView>>>
    {
        public async Task<Result<Written<PersonView>>> Handle(Command request, CancellationToken cancellationToken)
        {
            var (now, duplicateId) = (clock.GetCurrentInstant(), request.Body.DuplicateId);
            await db.MergeOneAtATimeAsync(cancellationToken);
            if (await CustomerPersons.FindAsync(db, request.Key, cancellationToken) is not { } survivor)
                return CustomerProblems.NotFound;
            if (survivor.IsHiddenFrom(caller))
                return CustomerProblems.Restricted;
            var aliases = await db.Set<CustomerAliasRow>().Where(a => a.PersonId == survivor.Id).ToListAsync(cancellationToken);
            if (aliases.Find(a => a.CustomerId == duplicateId) is not { } link)
                return CustomerProblems.NotMerged;
            if (link.MergedAt + (await MerchantSettings.ReadAsync(db, cancellationToken)).Policy.UnmergeWithin < now)
                return CustomerProblems.MergedLongAgo;

            var followers = FollowersOf(duplicateId, aliases);
            followers.ForEach(a => a.PersonId = duplicateId);
            db.Remove(link);
            await db.RaiseVersionsAsync([survivor.Id, duplicateId], now, cancellationToken);
            db.AddWork(survivor.Id, duplicateId, now, now);
            db.AddWork(duplicateId, survivor.Id, now, now);
            audit.Add(db, now, "customersUnmerged", "customer", survivor.Id, before: request.Body);
            await db.SaveChangesAsync(cancellationToken);
            return Written<PersonView>.Ok(new PersonView(survivor.Id, [.. aliases.Except(followers).Where(a => a != link).Select(a => a.CustomerId).Order()]));
        }

        /// <summary>Who was merged into the duplicate, or into one of these.</summary>
        private static List<CustomerAliasRow> FollowersOf(Guid duplicateId, List<CustomerAliasRow> aliases)
        {
            var followers = new List<CustomerAliasRow>();
            var next = new Queue<Guid>([duplicateId]);
            while (next.TryDequeue(out var target))
            {
                var direct = aliases.Where(a => a.MergedInto == target).ToList();
                followers.AddRange(direct);
                direct.ForEach(a => next.Enqueue(a.CustomerId));
            }

            return followers;
        }
    }
}
