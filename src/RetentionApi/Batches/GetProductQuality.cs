using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using RetentionApi.Catalog;
using RetentionApi.Domain.Common;
using RetentionApi.Merchants;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Paging;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Batches;

/// <summary>What customers say of a product, and of each batch of it.</summary>
internal static class GetProductQuality
{
    private const string OfProduct = $"""
        batch_quality q WHERE q.merchant_id = $1
          AND q.product_id = (SELECT p.id FROM products p WHERE p.merchant_id = $1 AND (p.id = $2 OR ($3 = '{ProductReads.SkuSource}' AND p.sku = $4)))
        """;

    private const string Total = $"""
        SELECT {QualityReads.Columns} FROM product_quality q WHERE q.merchant_id = $1
          AND q.product_id = (SELECT p.id FROM products p WHERE p.merchant_id = $1 AND (p.id = $2 OR ($3 = '{ProductReads.SkuSource}' AND p.sku = $4)))
        """;

    public sealed record Query(ExternalKey Product, PageRequest Page) : IQuery<ProductQualityView>;

    /// <param name="id">The product: ours, or `~sku:…`.</param>
    public static async Task<Results<Ok<ProductQualityView>, ProblemHttpResult>> Endpoint(
        ExternalKey id, [AsParameters] PageRequest page, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Query(id, page), cancellationToken)).ToOk();

    public sealed class Handler(MerchantScope scope) : IRequestHandler<Query, Result<ProductQualityView>>
    {
        public async Task<Result<ProductQualityView>> Handle(Query request, CancellationToken cancellationToken)
        {
            var (product, page) = request;
            var fingerprint = $"quality|{product}";
            var after = Cursor.Read<Position>(page.Cursor, fingerprint);
            if ((page.Problem ?? after.Error) is { } problem)
                return problem;

            await using var batch = scope.Batch();
            MerchantSettings.Add(batch, scope.MerchantId);
            batch.AddProduct(scope.MerchantId, product);
            batch.Add(Total, product.Values(scope.MerchantId));
            batch.Add($"SELECT q.batch, {QualityReads.Columns} FROM {OfProduct} AND q.batch > $5 ORDER BY q.batch LIMIT {page.Size + 1}", [.. product.Values(scope.MerchantId), after.Value?.Batch ?? ""]);
            if (page.IncludeTotal is true)
                batch.Add($"SELECT count(*) FROM {OfProduct}", product.Values(scope.MerchantId));
            await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
            var policy = (await MerchantSettings.ReadAsync(reader, scope.MerchantId, cancellationToken)).Policy.Batches;
            var results = new ResultSets(reader, cancellationToken);
            if ((await results.NextAsync(ProductReads.Read)).SingleOrDefault() is not { } view)
                return ProductProblems.NotFound;
            var counted = (await results.NextAsync(row => QualityReads.Read(row, 0))).SingleOrDefault() ?? QualityReads.Nothing;
            var rows = await results.NextAsync(row => new BatchQualityView(row.GetString(0), QualityReads.ViewOf(QualityReads.Read(row, 1), policy)));
            var total = page.IncludeTotal is true ? (await results.NextAsync(r => (long?)r.GetInt64(0))).Single() : null;
            return new ProductQualityView(
                view.Id, view.Sku, view.Name, QualityReads.ViewOf(counted, policy), Page<BatchQualityView>.Of(rows, page.Size, b => new Position(b.Batch), fingerprint, total));
        }
    }

    private sealed record Position(string Batch);
}

/// <summary>What customers say of a product.</summary>
/// <param name="Batches">In the order of their codes; only those that somebody has said something of.</param>
internal sealed record ProductQualityView(Guid ProductId, string Sku, string Name, QualityCountsView Quality, Page<BatchQualityView> Batches);
