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
        public Task<Result<Page<TeamView>>> Handle(Query request, CancellationToken cancellationToken) =>
            db.Set<TeamRow>().AsNoTracking().NewestFirstAsync(request.Page, "teams", TeamView.Of, view => view.Id, cancellationToken);
    }
}
