using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Catalog;

internal static class GetProduct
{
    public sealed record Query(ExternalKey Key) : IQuery<ProductDetailView>;

    /// <param name="id">Ours, or `~sku:…`.</param>
    public static async Task<Results<Ok<ProductDetailView>, ProblemHttpResult>> Endpoint(ExternalKey id, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Query(id), cancellationToken)).ToOk();

    public sealed class Handler(MerchantScope scope) : IRequestHandler<Query, Result<ProductDetailView>>
    {
        public async Task<Result<ProductDetailView>> Handle(Query request, CancellationToken cancellationToken)
        {
            await using var batch = scope.Batch();
            batch.AddProduct(scope.MerchantId, request.Key);
            batch.AddPrices(scope.MerchantId, request.Key);
            await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
            if (!await reader.ReadAsync(cancellationToken))
                return ProductProblems.NotFound;
            var product = ProductReads.Read(reader);
            return new ProductDetailView(product, await new ResultSets(reader, cancellationToken).NextAsync(ProductReads.ReadPrice));
        }
    }
}
