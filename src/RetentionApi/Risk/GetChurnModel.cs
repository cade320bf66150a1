using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Risk;

/// <summary>Reads a fit with its back-test.</summary>
internal static class GetChurnModel
{
    public sealed record Query(Guid Id) : IQuery<ChurnModelView>;

    public static async Task<Results<Ok<ChurnModelView>, ProblemHttpResult>> Endpoint(Guid id, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Query(id), cancellationToken)).ToOk();

    public sealed class Handler(RetentionDbContext db) : IRequestHandler<Query, Result<ChurnModelView>>
    {
        public async Task<Result<ChurnModelView>> Handle(Query request, CancellationToken cancellationToken) =>
            await db.Set<ChurnModelRow>().AsNoTracking().SingleOrDefaultAsync(m => m.Id == request.Id, cancellationToken) is { } row
                ? ChurnModelView.Of(row)
                : RiskProblems.ModelNotFound;
    }
}
