using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime;
using RetentionApi.Customers;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.Relationships;
using RetentionApi.Platform.Audit;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Outbox;
using RetentionApi.Platform.Persistence;
using RetentionApi.Platform.Security;

namespace RetentionApi.Relationships;

/// <summary>A manager says which level is shown for a while; the earned one goes on beside it. A later word stands instead of an earlier one.</summary>
internal static class OverrideLevel
{
    /// <param name="Reason">Why, in at most 1000 characters.</param>
    /// <param name="Until">When it ends by itself, within 366 days.</param>
    public sealed record Body(Level Level, string Reason, Instant Until);

    public sealed record Command(ExternalKey Key, Body Body) : IDecision<OverrideView>;

    public static async Task<Results<Created<OverrideView>, Ok<OverrideView>, ProblemHttpResult>> Endpoint(
        ExternalKey id, Body body, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Command(id, body), cancellationToken)).ToCreated(view => $"/v1/customers/{view.CustomerId}/relationship");

    public sealed class Handler(RetentionDbContext db, Caller caller, AuditLog audit, IClock clock) : IRequestHandler<Command, Result<Written<OverrideView>>>
    {
        public async Task<Result<Written<OverrideView>>> Handle(Command request, CancellationToken cancellationToken)
        {
            var (now, body) = (clock.GetCurrentInstant(), request.Body);
            if (await CustomerPersons.FindAsync(db, request.Key, cancellationToken) is not { } person)
                return CustomerProblems.NotFound;
            if (person.IsHiddenFrom(caller))
                return CustomerProblems.Restricted;
            if (person.HasObjectedToProfiling)
                return RelationshipProblems.Withheld;
            var created = LevelOverride.Create(Ids.New(now), body.Level, body.Reason, now, body.Until, caller.StaffId ?? caller.KeyId ?? Guid.Empty);
            if (!created.IsOk)
                return created.Error;

            var standing = created.Value;
            db.Add(new LevelOverrideRow
            {
                MerchantId = db.MerchantId,
                CustomerId = person.Id,
                Id = standing.Id,
                Level = standing.Level,
                Reason = standing.Reason,
                ValidFrom = standing.ValidFrom,
                ValidUntil = standing.ValidUntil,
                SetBy = standing.SetBy,
            });
            var view = OverrideView.Of(person.Id, standing);
            audit.Add(db, now, "levelOverridden", "customer", person.Id, after: view);
            db.AddWork(person.Id, standing.Id, now, now);
            await db.SaveChangesAsync(cancellationToken);
            return Written<OverrideView>.Created(view);
        }
    }
}
