using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using RetentionApi.Catalog;
using RetentionApi.Customers;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Paging;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Interests;

/// <summary>What one person asked to be told, newest first.</summary>
internal static class ListInterests
{
    public sealed record Query(ExternalKey Key, bool? IsOpen, PageRequest Page) : IQuery<Page<InterestView>>;

    /// <param name="id">The customer: ours, or `~source:externalId`.</param>
    /// <param name="open">`true`: only what waits or has still to be told; `false`: only what is over.</param>
    public static async Task<Results<Ok<Page<InterestView>>, ProblemHttpResult>> Endpoint(
        ExternalKey id, bool? open, [AsParameters] PageRequest page, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Query(id, open, page), cancellationToken)).ToOk();

    public sealed class Handler(RetentionDbContext db, CustomerPersons persons) : IRequestHandler<Query, Result<Page<InterestView>>>
    {
        public async Task<Result<Page<InterestView>>> Handle(Query request, CancellationToken cancellationToken)
        {
            var (key, isOpen, page) = request;
            var filters = $"interests|{key}|{isOpen}";
            var after = Cursor.Read<Position>(page.Cursor, filters);
            if ((page.Problem ?? after.Error) is { } problem)
                return problem;
            var seen = await persons.SeeAsync(key, cancellationToken);
            if (!seen.IsOk)
                return seen.Error;
            var person = seen.Value;

            var rows = db.Set<InterestRow>().AsNoTracking().Where(i => person.Ids.Contains(i.CustomerId));
            if (isOpen is { } open)
                rows = open ? rows.Where(i => i.EndedAt == null) : rows.Where(i => i.EndedAt != null);
            var total = await page.TotalOfAsync(rows, cancellationToken);
            if (after.Value is { } last)
                rows = rows.Where(i => i.AskedAt < last.AskedAt || (i.AskedAt == last.AskedAt && i.Id < last.Id));
            var found = await rows.OrderByDescending(i => i.AskedAt).ThenByDescending(i => i.Id).Take(page.Size + 1)
                .Join(db.Set<ProductRow>(), i => i.ProductId, p => p.Id, (i, p) => new { Row = i, p.Sku, p.Name })
                .OrderByDescending(f => f.Row.AskedAt).ThenByDescending(f => f.Row.Id).ToListAsync(cancellationToken);
            return Page<InterestView>.Of([.. found.Select(f => InterestView.Of(f.Row, f.Sku, f.Name))], page.Size, i => new Position(i.AskedAt, i.Id), filters, total);
        }
    }

    private sealed record Position(Instant AskedAt, Guid Id);
}
