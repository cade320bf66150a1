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

/// <summary>Adds a person who owns customers and duties.</summary>
internal static class CreateStaff
{
    /// <param name="Email">At most one person has it.</param>
    /// <param name="TeamId">The team that they belong to.</param>
    public sealed record Body(string Name, string? Email, Guid? TeamId);

    public sealed record Command(Body Body) : IDecision<StaffView>;

    public static async Task<Results<Created<StaffView>, Ok<StaffView>, ProblemHttpResult>> Endpoint(
        Body body, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Command(body), cancellationToken)).ToCreated(view => $"/v1/staff/{view.Id}");

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.Body.Name).IsStaffName();
            RuleFor(c => c.Body.Email).IsStaffEmail();
        }
    }

    public sealed class Handler(RetentionDbContext db, AuditLog audit, IClock clock) : IRequestHandler<Command, Result<Written<StaffView>>>
    {
        public async Task<Result<Written<StaffView>>> Handle(Command request, CancellationToken cancellationToken)
        {
            var now = clock.GetCurrentInstant();
            var (name, email, teamId) = request.Body;
            if (teamId is { } team && !await db.Set<TeamRow>().AnyAsync(t => t.Id == team, cancellationToken))
                return StaffProblems.TeamUnknown;
            var row = new StaffRow { MerchantId = db.MerchantId, Id = Ids.New(now), Name = name.Trim(), Email = StaffRules.Normalized(email), TeamId = teamId, CreatedAt = now };
            db.Add(row);
            var view = StaffView.Of(row);
            audit.Add(db, now, "staffCreated", "staff", row.Id, after: view);
            try
            {
                await db.SaveChangesAsync(cancellationToken);
            }
            catch (DbUpdateException exception) when (exception.Violates(StaffTable.OneEmail))
            {
                return StaffProblems.EmailTaken;
            }

            return Written<StaffView>.Created(view);
        }
    }
}
