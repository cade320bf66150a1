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

/// <summary>They are back early, or not going: the absence is taken back. It has no version: nobody edits it, so nothing can be lost.</summary>
internal static class EndAbsence
{
    public sealed record Command(Guid StaffId, Guid Id) : IDecision<AbsenceView>;

    public static async Task<Results<NoContent, ProblemHttpResult>> Endpoint(Guid id, Guid absenceId, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Command(id, absenceId), cancellationToken)).ToNoContent();

    public sealed class Handler(RetentionDbContext db, AuditLog audit, IClock clock) : IRequestHandler<Command, Result<Written<AbsenceView>>>
    {
        public async Task<Result<Written<AbsenceView>>> Handle(Command request, CancellationToken cancellationToken)
        {
            if (await db.Set<AbsenceRow>().SingleOrDefaultAsync(a => a.StaffId == request.StaffId && a.Id == request.Id, cancellationToken) is not { } row)
                return StaffProblems.AbsenceNotFound;
            db.Remove(row);
            audit.Add(db, clock.GetCurrentInstant(), "absenceEnded", "staff", request.StaffId, before: AbsenceView.Of(row));
            await db.SaveChangesAsync(cancellationToken);
            return Written<AbsenceView>.Ok(AbsenceView.Of(row));
        }
    }
}
