using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Persistence;
using RetentionApi.Platform.Security;

namespace RetentionApi.Keys;

/// <summary>Reads a key, but for its secret, which nobody has.</summary>
internal static class GetKey
{
    public sealed record Query(Guid Id) : IQuery<KeyView>;

    public static async Task<Results<Ok<KeyView>, ProblemHttpResult>> Endpoint(Guid id, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Query(id), cancellationToken)).ToOk();

    public sealed class Handler(RetentionDbContext db) : IRequestHandler<Query, Result<KeyView>>
    {
        public async Task<Result<KeyView>> Handle(Query request, CancellationToken cancellationToken) =>
            await db.Set<ApiKeyRow>().AsNoTracking().SingleOrDefaultAsync(k => k.Id == request.Id, cancellationToken) is { } row ? KeyView.Of(row) : KeyProblems.NotFound;
    }
}
