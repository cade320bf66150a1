using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Staffing;

internal static class GetTeam
{
    public sealed record Query(Guid Id) : IQuery<TeamView>;

    public static async Task<Results<Ok<TeamView>, ProblemHttpResult>> Endpoint(Guid id, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Query(id), cancellationToken)).ToOk();

    public sealed class Handler(RetentionDbContext db) : IRequestHandler<Query, Result<TeamView>>
    {
        public async Task<Result<TeamView>> Handle(Query request, CancellationToken cancellationToken) =>
            await db.Set<TeamRow>().AsNoTracking().SingleOrDefaultAsync(t => t.Id == request.Id, cancellationToken) is { } row ? TeamView.Of(row) : StaffProblems.TeamNotFound;
    }
}
