using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Paging;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Staffing;

/// <summary>Everybody who works or worked for the merchant, newest first.</summary>
internal static class ListStaff
{
    public sealed record Query(PageRequest Page) : IQuery<Page<StaffView>>;

    public static async Task<Results<Ok<Page<StaffView>>, ProblemHttpResult>> Endpoint(
        [AsParameters] PageRequest page, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Query(page), cancellationToken)).ToOk();

    public sealed class Handler(RetentionDbContext db) : IRequestHandler<Query, Result<Page<StaffView>>>
    {
        private const string Filters = "staff";

        public async Task<Result<Page<StaffView>>> Handle(Query request, CancellationToken cancellationToken)
        {
            if (request.Page.Problem is { } problem)
                return problem;
            var after = Cursor.Read<Position>(request.Page.Cursor, Filters);
            if (!after.IsOk)
                return after.Error;
            var staff = db.Set<StaffRow>().AsNoTracking();
            var total = await request.Page.TotalOfAsync(staff, cancellationToken);
            if (after.Value is { } last)
                staff = staff.Where(s => s.Id < last.Id);
            var rows = await staff.OrderByDescending(s => s.Id).Take(request.Page.Size + 1).ToListAsync(cancellationToken);
            return Page<StaffView>.Of([.. rows.Select(StaffView.Of)], request.Page.Size, s => new Position(s.Id), Filters, total);
        }
    }

    private sealed record Position(Guid Id);
}
