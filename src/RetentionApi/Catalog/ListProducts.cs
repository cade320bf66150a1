using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Paging;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Catalog;

internal static class ListProducts
{
    /// <param name="Category">Only of this category.</param>
    /// <param name="Q">How the sku or the name begins; case does not matter.</param>
    public sealed record Filters(string? Category, string? Q);

    public sealed record Query(Filters Filters, PageRequest Page) : IQuery<Page<ProductView>>;

    public static async Task<Results<Ok<Page<ProductView>>, ProblemHttpResult>> Endpoint(
        [AsParameters] Filters filters, [AsParameters] PageRequest page, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Query(filters, page), cancellationToken)).ToOk();

    public sealed class Handler(MerchantScope scope) : IRequestHandler<Query, Result<Page<ProductView>>>
    {
        /// <summary>No text that begins with a prefix sorts behind the prefix with this.</summary>
        private const string Last = "\U0010FFFF";

        public async Task<Result<Page<ProductView>>> Handle(Query request, CancellationToken cancellationToken)
        {
            var (filters, page) = request;
            var fingerprint = $"products|{filters}";
            var after = Cursor.Read<Position>(page.Cursor, fingerprint);
            if ((page.Problem ?? after.Error) is { } problem)
                return problem;

            var where = new SqlConditions(scope.MerchantId, "p");
            Narrow(where, filters);
            var counted = where.Copy();
            if (after.Value is { } last)
                where.Add($"p.sku > {where.Value(last.Sku)}");
            return await scope.PageAsync(
                page,
                where.In($"SELECT {ProductReads.Columns} FROM products p WHERE {where} ORDER BY p.sku LIMIT {page.Size + 1}"),
                counted.In($"SELECT count(*) FROM products p WHERE {counted}"),
                ProductReads.Read, p => new Position(p.Sku), fingerprint, cancellationToken);
        }

        /// <summary>Ranges, not LIKE: under row-level security only they find an index.</summary>
        private static void Narrow(SqlConditions where, Filters filters)
        {
            if (filters.Category is { } category)
                where.Add($"p.category = {where.Value(category)}");
            if (filters.Q is not { Length: > 0 } text)
                return;
            var begin = text.ToLowerInvariant();
            var (from, to) = (where.Value(begin), where.Value(begin + Last));
            where.Add($"((p.sku_search >= {from} AND p.sku_search < {to}) OR (p.name_search >= {from} AND p.name_search < {to}))");
        }
    }

    private sealed record Position(string Sku);
}
