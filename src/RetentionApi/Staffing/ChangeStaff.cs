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
using RetentionApi.Platform.Security;

namespace RetentionApi.Staffing;

/// <summary>Changes a person's data, or lets them go: who is no longer active stays known for what they did, and their keys are revoked.</summary>
internal static class ChangeStaff
{
    /// <param name="Email">Null: none.</param>
    /// <param name="IsActive">False: has left; their keys end with it, and who comes back gets new ones.</param>
    /// <param name="TeamId">The team that they belong to; null: none.</param>
    public sealed record Body(string Name, string? Email, bool IsActive, Guid? TeamId);

    public sealed record Command(Guid Id, MergePatch<Body> Patch, IfMatch? IfMatch) : IDecision<StaffView>;

    public static async Task<Results<Ok<StaffView>, ProblemHttpResult>> Endpoint(
        Guid id, MergePatch<Body> patch, IfMatch? ifMatch, IMediator mediator, ApiKeyDirectory keys, CancellationToken cancellationToken)
    {
        var changed = await mediator.Send(new Command(id, patch, ifMatch), cancellationToken);
        if (changed.IsOk && !changed.Value.View.IsActive)
            keys.Refuse(id);
        return changed.ToOk();
    }

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
            var before = new Body(row.Name, row.Email, row.IsActive, row.TeamId);
            var after = request.Patch.ApplyTo(before);
            if (Rules.Validate(after) is { IsValid: false } broken)
                return Invalid.Of(broken.Errors);
            if (after.TeamId is { } team && team != before.TeamId && !await db.Set<TeamRow>().AnyAsync(t => t.Id == team, cancellationToken))
                return StaffProblems.TeamUnknown;

            (row.Name, row.Email, row.IsActive, row.TeamId) = (after.Name.Trim(), StaffRules.Normalized(after.Email), after.IsActive, after.TeamId);
            row.Version++;
            var now = clock.GetCurrentInstant();
            audit.Add(db, now, "staffChanged", "staff", row.Id, before, after);
            if (!after.IsActive)
                await RevokeKeysAsync(row.Id, now, cancellationToken);
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

        private async Task RevokeKeysAsync(Guid staffId, Instant now, CancellationToken cancellationToken)
        {
            foreach (var key in await db.Set<ApiKeyRow>().Where(k => k.StaffId == staffId && k.RevokedAt == null).ToListAsync(cancellationToken))
            {
                key.RevokedAt = now;
                audit.Add(db, now, "apiKeyRevoked", "apiKey", key.Id);
            }
        }
    }
}
