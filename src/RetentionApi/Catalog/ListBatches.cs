using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime;
using Npgsql;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Paging;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Catalog;

internal static class ListBatches
{
    public const string Columns = "b.id, b.product_id, b.code, b.made_on, b.created_at";

    private const string OfProduct = $"""
        batches b WHERE b.merchant_id = $1
          AND b.product_id = (SELECT p.id FROM products p WHERE p.merchant_id = $1 AND (p.id = $2 OR ($3 = '{ProductReads.SkuSource}' AND p.sku = $4)))
        """;

    public sealed record Query(ExternalKey Product, PageRequest Page) : IQuery<Page<BatchView>>;

    /// <param name="id">The product: ours, or `~sku:…`.</param>
    public static async Task<Results<Ok<Page<BatchView>>, ProblemHttpResult>> Endpoint(
        ExternalKey id, [AsParameters] PageRequest page, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Query(id, page), cancellationToken)).ToOk();

    public static BatchView Read(NpgsqlDataReader row) =>
        new(row.GetGuid(0), row.GetGuid(1), row.GetString(2), row.ValueOrNull<LocalDate>(3), row.GetFieldValue<Instant>(4));

    public sealed class Handler(MerchantScope scope) : IRequestHandler<Query, Result<Page<BatchView>>>
    {
        public async Task<Result<Page<BatchView>>> Handle(Query request, CancellationToken cancellationToken)
        {
            var page = request.Page;
            var fingerprint = $"batches|{request.Product}";
            var after = Cursor.Read<Position>(page.Cursor, fingerprint);
            if ((page.Problem ?? after.Error) is { } problem)
                return problem;

            await using var batch = scope.Batch();
            batch.AddProduct(scope.MerchantId, request.Product);
            batch.Add($"SELECT {Columns} FROM {OfProduct} AND b.code > $5 ORDER BY b.code LIMIT {page.Size + 1}", [.. request.Product.Values(scope.MerchantId), after.Value?.Code ?? ""]);
            if (page.IncludeTotal is true)
                batch.Add($"SELECT count(*) FROM {OfProduct}", request.Product.Values(scope.MerchantId));
            await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
            var results = new ResultSets(reader, cancellationToken);
            if ((await results.FirstAsync(ProductReads.Read)).Count == 0)
                return ProductProblems.NotFound;
            var rows = await results.NextAsync(Read);
            var total = page.IncludeTotal is true ? (await results.NextAsync(r => (long?)r.GetInt64(0))).Single() : null;
            return Page<BatchView>.Of(rows, page.Size, b => new Position(b.Code), fingerprint, total);
        }
    }

    private sealed record Position(string Code);
}
