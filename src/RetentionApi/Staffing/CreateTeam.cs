using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Audit;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Staffing;

internal static class CreateTeam
{
    /// <param name="LeadId">To whom what is overdue goes.</param>
    /// <param name="TakesNewCustomers">Customers without an owner go to its members in turn.</param>
    public sealed record Body(string Name, Guid? LeadId, bool TakesNewCustomers = false);

    public sealed record Command(Body Body) : IDecision<TeamView>;

    public static async Task<Results<Created<TeamView>, Ok<TeamView>, ProblemHttpResult>> Endpoint(Body body, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Command(body), cancellationToken)).ToCreated(view => $"/v1/teams/{view.Id}");

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Body.Name).IsStaffName();
    }

    public sealed class Handler(RetentionDbContext db, AuditLog audit, IClock clock) : IRequestHandler<Command, Result<Written<TeamView>>>
    {
        public async Task<Result<Written<TeamView>>> Handle(Command request, CancellationToken cancellationToken)
        {
            var (body, now) = (request.Body, clock.GetCurrentInstant());
            if (body.LeadId is { } lead && !await db.IsActiveStaffAsync(lead, cancellationToken))
                return StaffProblems.LeadUnknown;
            var row = new TeamRow
            {
                MerchantId = db.MerchantId,
                Id = Ids.New(now),
                Name = body.Name.Trim(),
                LeadId = body.LeadId,
                TakesNewCustomers = body.TakesNewCustomers,
                CreatedAt = now,
            };
            db.Add(row);
            var view = TeamView.Of(row);
            audit.Add(db, now, "teamCreated", "team", row.Id, after: view);
            try
            {
                await db.SaveChangesAsync(cancellationToken);
            }
            catch (DbUpdateException exception) when (exception.Violates(TeamTable.OneName))
            {
                return StaffProblems.TeamNameTaken;
            }

            return Written<TeamView>.Created(view);
        }
    }
}
