using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Paging;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Staffing;

/// <summary>When somebody is or was away, the latest first.</summary>
internal static class ListAbsences
{
    public sealed record Query(Guid StaffId, PageRequest Page) : IQuery<Page<AbsenceView>>;

    public static async Task<Results<Ok<Page<AbsenceView>>, ProblemHttpResult>> Endpoint(
        Guid id, [AsParameters] PageRequest page, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Query(id, page), cancellationToken)).ToOk();

    public sealed class Handler(RetentionDbContext db) : IRequestHandler<Query, Result<Page<AbsenceView>>>
    {
        public async Task<Result<Page<AbsenceView>>> Handle(Query request, CancellationToken cancellationToken)
        {
            var filters = $"absences|{request.StaffId}";
            var after = Cursor.Read<Position>(request.Page.Cursor, filters);
            if ((request.Page.Problem ?? after.Error) is { } problem)
                return problem;
            if (!await db.Set<StaffRow>().AnyAsync(s => s.Id == request.StaffId, cancellationToken))
                return StaffProblems.NotFound;
            var absences = db.Set<AbsenceRow>().AsNoTracking().Where(a => a.StaffId == request.StaffId);
            var total = await request.Page.TotalOfAsync(absences, cancellationToken);
            if (after.Value is { } last)
                absences = absences.Where(a => a.LastDay < last.LastDay || (a.LastDay == last.LastDay && a.Id < last.Id));
            var rows = await absences.OrderByDescending(a => a.LastDay).ThenByDescending(a => a.Id).Take(request.Page.Size + 1).ToListAsync(cancellationToken);
            return Page<AbsenceView>.Of([.. rows.Select(AbsenceView.Of)], request.Page.Size, a => new Position(a.LastDay, a.Id), filters, total);
        }
    }

    private sealed record Position(LocalDate LastDay, Guid Id);
}
