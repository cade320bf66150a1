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
        private const string Filters = "api-keys";

        public async Task<Result<Page<KeyView>>> Handle(Query request, CancellationToken cancellationToken)
        {
            if (request.Page.Problem is { } problem)
                return problem;
            var after = Cursor.Read<Position>(request.Page.Cursor, Filters);
            if (!after.IsOk)
                return after.Error;
            var keys = db.Set<ApiKeyRow>().AsNoTracking();
            var total = await request.Page.TotalOfAsync(keys, cancellationToken);
            if (after.Value is { } last)
                keys = keys.Where(k => k.Id < last.Id);
            var rows = await keys.OrderByDescending(k => k.Id).Take(request.Page.Size + 1).ToListAsync(cancellationToken);
            return Page<KeyView>.Of([.. rows.Select(KeyView.Of)], request.Page.Size, k => new Position(k.Id), Filters, total);
        }
    }

    private sealed record Position(Guid Id);
}
