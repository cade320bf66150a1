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

/// <summary>Changes a person's data, or lets them go: who is no longer active stays known for what they did.</summary>
internal static class ChangeStaff
{
    /// <param name="Email">Null: none.</param>
    /// <param name="IsActive">False: has left.</param>
    public sealed record Body(string Name, string? Email, bool IsActive);

    public sealed record Command(Guid Id, MergePatch<Body> Patch, IfMatch? IfMatch) : IDecision<StaffView>;

    public static async Task<Results<Ok<StaffView>, ProblemHttpResult>> Endpoint(
        Guid id, MergePatch<Body> patch, IfMatch? ifMatch, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Command(id, patch, ifMatch), cancellationToken)).ToOk();

    public sealed class Rules : AbstractValidator<Body>
    {
        public Rules()
        {
            RuleFor(b => b.Name).IsStaffName();
            RuleFor(b => b.Email).IsStaffEmail();
        }
    }

    public sealed class Handler(RetentionDbContext db, AuditLog audit, IClock clock) : IRequestHandler<Command, Result<Written<StaffView>>>
    {
        private static readonly Rules Rules = new();

        public async Task<Result<Written<StaffView>>> Handle(Command request, CancellationToken cancellationToken)
        {
            if (await db.Set<StaffRow>().SingleOrDefaultAsync(s => s.Id == request.Id, cancellationToken) is not { } row)
                return StaffProblems.NotFound;
            if (IfMatch.Check(request.IfMatch, row.Version) is { } stale)
                return stale;
            var before = new Body(row.Name, row.Email, row.IsActive);
            var after = request.Patch.ApplyTo(before);
            if (Rules.Validate(after) is { IsValid: false } broken)
                return Invalid.Of(broken.Errors);

            (row.Name, row.Email, row.IsActive) = (after.Name.Trim(), StaffRules.Normalized(after.Email), after.IsActive);
            row.Version++;
            audit.Add(db, clock.GetCurrentInstant(), "staffChanged", "staff", row.Id, before, after);
            try
            {
                await db.SaveChangesAsync(cancellationToken);
            }
            catch (DbUpdateException exception) when (exception.Violates(StaffTable.OneEmail))
            {
                return StaffProblems.EmailTaken;
            }

            return Written<StaffView>.Ok(StaffView.Of(row));
        }
    }
}
