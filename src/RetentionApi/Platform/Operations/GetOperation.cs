using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Platform.Operations;

/// <summary>How far long work is, or what came of it.</summary>
internal static class GetOperation
{
    public sealed record Query(Guid Id) : IQuery<OperationView>;

    public static async Task<Results<Ok<OperationView>, ProblemHttpResult>> Endpoint(Guid id, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Query(id), cancellationToken)).ToOk();

    public sealed class Handler(RetentionDbContext db) : IRequestHandler<Query, Result<OperationView>>
    {
        public async Task<Result<OperationView>> Handle(Query request, CancellationToken cancellationToken) =>
            await db.Set<OperationRow>().AsNoTracking().SingleOrDefaultAsync(o => o.Id == request.Id, cancellationToken) is { } row
                ? OperationView.Of(row)
                : OperationProblems.NotFound;
    }
}
