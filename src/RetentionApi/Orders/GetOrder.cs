using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Orders;

internal static class GetOrder
{
    public sealed record Query(ExternalKey Key) : IQuery<OrderView>;

    /// <param name="id">Ours, or `~source:externalId`.</param>
    public static async Task<Results<Ok<OrderView>, ProblemHttpResult>> Endpoint(ExternalKey id, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Query(id), cancellationToken)).ToOk();

    public sealed class Handler(MerchantScope scope) : IRequestHandler<Query, Result<OrderView>>
    {
        public async Task<Result<OrderView>> Handle(Query request, CancellationToken cancellationToken)
        {
            await using var batch = scope.Batch();
            batch.AddOrder(scope.MerchantId, request.Key);
            await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
            return await reader.ReadAsync(cancellationToken) ? OrderReads.Read(reader) : OrderProblems.NotFound;
        }
    }
}
