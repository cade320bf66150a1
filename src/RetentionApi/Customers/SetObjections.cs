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

/// <summary>Keeps what a customer does not want. It acts at once: what was derived is gone when this is answered.</summary>
internal static class SetObjections
{
    /// <param name="Profiling">Derive nothing of them.</param>
    /// <param name="Marketing">No marketing, and no quality checks.</param>
    /// <param name="Restriction">Keep their data and do not use them; only admins see them, and only admins lift it.</param>
    public sealed record Body(bool Profiling, bool Marketing, bool Restriction);

    public sealed record Command(ExternalKey Key, Body Body) : IDecision<ObjectionsView>;

    public static async Task<Results<Ok<ObjectionsView>, ProblemHttpResult>> Endpoint(ExternalKey id, Body body, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Command(id, body), cancellationToken)).ToOk();

    public sealed class Handler(RetentionDbContext db, Caller caller, AuditLog audit, IClock clock) : IRequestHandler<Command, Result<Written<ObjectionsView>>>
    {
        public async Task<Result<Written<ObjectionsView>>> Handle(Command request, CancellationToken cancellationToken)
        {
            if (await CustomerPersons.FindAsync(db, request.Key, cancellationToken) is not { } person)
                return CustomerProblems.NotFound;
            if (person.IsHiddenFrom(caller))
                return CustomerProblems.Restricted;
            var (now, body) = (clock.GetCurrentInstant(), request.Body);
            var members = await db.Set<CustomerRow>().Where(c => person.Ids.Contains(c.Id)).ToListAsync(cancellationToken);
            var before = new Body(members.Exists(c => c.ProfilingObjectedAt is not null), members.Exists(c => c.MarketingObjectedAt is not null), person.IsRestricted);
            var view = Written<ObjectionsView>.Ok(new ObjectionsView(body.Profiling, body.Marketing, body.Restriction));
            if (before == body)
                return view;

            members.ForEach(row => Apply(row, body, now));
            Tell(person, before, body, now);
            await db.SaveChangesAsync(cancellationToken);
            if (body.Profiling)
                await WithholdAsync(person, now, cancellationToken);
            return view;
        }

        /// <summary>Of every customer who is this person, so that it survives the undoing of a merge.</summary>
        private static void Apply(CustomerRow row, Body body, Instant now)
        {
            row.ProfilingObjectedAt = body.Profiling ? row.ProfilingObjectedAt ?? now : null;
            row.MarketingObjectedAt = body.Marketing ? row.MarketingObjectedAt ?? now : null;
            row.RestrictedAt = body.Restriction ? row.RestrictedAt ?? now : null;
            row.UpdatedAt = now;
            row.Version++;
        }

        private void Tell(Person person, Body before, Body after, Instant now)
        {
            db.AddEntry(person.Id, now, "objectionsChanged", null, $"profiling {Word(after.Profiling)}, marketing {Word(after.Marketing)}, restriction {Word(after.Restriction)}", now);
            audit.Add(db, now, "objectionsChanged", "customer", person.Id, before, after);
            db.AddWork(person.Id, person.Id, now, now);
        }

        private static string Word(bool isSet) => isSet ? "on" : "off";

        private async Task WithholdAsync(Person person, Instant now, CancellationToken cancellationToken)
        {
            await using var batch = db.Batch();
            batch.AddObjection(db.MerchantId, [.. person.Ids], now);
            await batch.ExecuteNonQueryAsync(cancellationToken);
        }
    }
}
