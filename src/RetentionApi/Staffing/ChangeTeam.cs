using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Audit;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Json;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Staffing;

internal static class ChangeTeam
{
    public sealed record Command(Guid Id, MergePatch<CreateTeam.Body> Patch, IfMatch? IfMatch) : IDecision<TeamView>;

    public static async Task<Results<Ok<TeamView>, ProblemHttpResult>> Endpoint(
        Guid id, MergePatch<CreateTeam.Body> patch, IfMatch? ifMatch, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Command(id, patch, ifMatch), cancellationToken)).ToOk();

    public sealed class Rules : AbstractValidator<CreateTeam.Body>
    {
        public Rules() => RuleFor(b => b.Name).IsStaffName();
    }

    public sealed class Handler(RetentionDbContext db, AuditLog audit, IClock clock) : IRequestHandler<Command, Result<Written<TeamView>>>
    {
        private static readonly Rules Rules = new();

        public async Task<Result<Written<TeamView>>> Handle(Command request, CancellationToken cancellationToken)
        {
            if (await db.Set<TeamRow>().SingleOrDefaultAsync(t => t.Id == request.Id, cancellationToken) is not { } row)
                return StaffProblems.TeamNotFound;
            if (IfMatch.Check(request.IfMatch, row.Version) is { } stale)
                return stale;
            var before = new CreateTeam.Body(row.Name, row.LeadId, row.TakesNewCustomers);
            var after = request.Patch.ApplyTo(before);
            if (Rules.Validate(after) is { IsValid: false } broken)
                return Invalid.Of(broken.Errors);
            if (after.LeadId is { } lead && lead != before.LeadId && !await db.IsActiveStaffAsync(lead, cancellationToken))
                return StaffProblems.LeadUnknown;

            (row.Name, row.LeadId, row.TakesNewCustomers) = (after.Name.Trim(), after.LeadId, after.TakesNewCustomers);
            row.Version++;
            audit.Add(db, clock.GetCurrentInstant(), "teamChanged", "team", row.Id, before, after);
            try
            {
                await db.SaveChangesAsync(cancellationToken);
            }
            catch (DbUpdateException exception) when (exception.Violates(TeamTable.OneName))
            {
                return StaffProblems.TeamNameTaken;
            }

            return Written<TeamView>.Ok(TeamView.Of(row));
        }
    }
}
