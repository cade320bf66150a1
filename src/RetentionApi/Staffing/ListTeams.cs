using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Paging;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Staffing;

/// <summary>All teams, newest first.</summary>
internal static class ListTeams
{
    public sealed record Query(PageRequest Page) : IQuery<Page<TeamView>>;

    public static async Task<Results<Ok<Page<TeamView>>, ProblemHttpResult>> Endpoint([AsParameters] PageRequest page, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Query(page), cancellationToken)).ToOk();

    public sealed class Handler(RetentionDbContext db) : IRequestHandler<Query, Result<Page<TeamView>>>
    {
        private const string Filters = "teams";

        public async Task<Result<Page<TeamView>>> Handle(Query request, CancellationToken cancellationToken)
        {
            if (request.Page.Problem is { } problem)
                return problem;
            var after = Cursor.Read<Position>(request.Page.Cursor, Filters);
            if (!after.IsOk)
                return after.Error;
            var teams = db.Set<TeamRow>().AsNoTracking();
            var total = await request.Page.TotalOfAsync(teams, cancellationToken);
            if (after.Value is { } last)
                teams = teams.Where(t => t.Id < last.Id);
            var rows = await teams.OrderByDescending(t => t.Id).Take(request.Page.Size + 1).ToListAsync(cancellationToken);
            return Page<TeamView>.Of([.. rows.Select(TeamView.Of)], request.Page.Size, t => new Position(t.Id), Filters, total);
        }
    }

    private sealed record Position(Guid Id);
}
