using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Paging;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Risk;

/// <summary>All fits, the newest first.</summary>
internal static class ListChurnModels
{
    private const string Fingerprint = "churn models";

    public sealed record Query(PageRequest Page) : IQuery<Page<ChurnModelView>>;

    public static async Task<Results<Ok<Page<ChurnModelView>>, ProblemHttpResult>> Endpoint(
        [AsParameters] PageRequest page, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Query(page), cancellationToken)).ToOk();

    public sealed class Handler(RetentionDbContext db) : IRequestHandler<Query, Result<Page<ChurnModelView>>>
    {
        public async Task<Result<Page<ChurnModelView>>> Handle(Query request, CancellationToken cancellationToken)
        {
            var page = request.Page;
            if (page.Problem is { } problem)
                return problem;
            var after = Cursor.Read<Position>(page.Cursor, Fingerprint);
            if (!after.IsOk)
                return after.Error;

            var models = db.Set<ChurnModelRow>().AsNoTracking();
            var total = await page.TotalOfAsync(models, cancellationToken);
            if (after.Value is { } last)
                models = models.Where(m => m.FittedAt < last.FittedAt || (m.FittedAt == last.FittedAt && m.Id < last.Id));
            var rows = await models.OrderByDescending(m => m.FittedAt).ThenByDescending(m => m.Id).Take(page.Size + 1).ToListAsync(cancellationToken);
            return Page<ChurnModelView>.Of([.. rows.Select(ChurnModelView.Of)], page.Size, m => new Position(m.FittedAt, m.Id), Fingerprint, total);
        }
    }

    private sealed record Position(Instant FittedAt, Guid Id);
}
