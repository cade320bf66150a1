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

/// <summary>Says that somebody is away: what comes due meanwhile and cannot wait for them goes to a colleague.</summary>
internal static class CreateAbsence
{
    private const int LongestDays = 366;

    /// <param name="FirstDay">In the merchant's time zone.</param>
    /// <param name="LastDay">The last day away.</param>
    public sealed record Body(LocalDate FirstDay, LocalDate LastDay);

    public sealed record Command(Guid StaffId, Body Body) : IDecision<AbsenceView>;

    public static async Task<Results<Created<AbsenceView>, Ok<AbsenceView>, ProblemHttpResult>> Endpoint(
        Guid id, Body body, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Command(id, body), cancellationToken)).ToCreated(view => $"/v1/staff/{view.StaffId}/absences");

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Body.LastDay)
            .Must((command, last) => last >= command.Body.FirstDay).WithMessage("not before firstDay")
            .Must((command, last) => last <= command.Body.FirstDay.PlusDays(LongestDays)).WithMessage($"at most {LongestDays} days");
    }

    public sealed class Handler(RetentionDbContext db, AuditLog audit, IClock clock) : IRequestHandler<Command, Result<Written<AbsenceView>>>
    {
        public async Task<Result<Written<AbsenceView>>> Handle(Command request, CancellationToken cancellationToken)
        {
            if (!await db.Set<StaffRow>().AnyAsync(s => s.Id == request.StaffId, cancellationToken))
                return StaffProblems.NotFound;
            var now = clock.GetCurrentInstant();
            var row = new AbsenceRow
            {
                MerchantId = db.MerchantId,
                StaffId = request.StaffId,
                Id = Ids.New(now),
                FirstDay = request.Body.FirstDay,
                LastDay = request.Body.LastDay,
                CreatedAt = now,
            };
            db.Add(row);
            audit.Add(db, now, "absenceCreated", "staff", request.StaffId, after: request.Body);
            await db.SaveChangesAsync(cancellationToken);
            return Written<AbsenceView>.Created(AbsenceView.Of(row));
        }
    }
}
