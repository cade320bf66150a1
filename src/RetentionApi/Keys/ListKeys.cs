using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Paging;
using RetentionApi.Platform.Persistence;
using RetentionApi.Platform.Security;

namespace RetentionApi.Keys;

/// <summary>All keys of the merchant, revoked ones too, newest first.</summary>
internal static class ListKeys
{
    public sealed record Query(PageRequest Page) : IQuery<Page<KeyView>>;

    public static async Task<Results<Ok<Page<KeyView>>, ProblemHttpResult>> Endpoint(
        [AsParameters] PageRequest page, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Query(page), cancellationToken)).ToOk();

    public sealed class Handler(RetentionDbContext db) : IRequestHandler<Query, Result<Page<KeyView>>>
    {
        public Task<Result<Page<KeyView>>> Handle(Query request, CancellationToken cancellationToken) =>
            db.Set<ApiKeyRow>().AsNoTracking().NewestFirstAsync(request.Page, "api-keys", KeyView.Of, view => view.Id, cancellationToken);
    }
}
