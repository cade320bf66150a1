using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using RetentionApi.Customers;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Persistence;
using RetentionApi.Platform.Security;

namespace RetentionApi.Orders;

internal static class GetOrder
{
    public sealed record Query(ExternalKey Key) : IQuery<OrderView>;

    /// <param name="id">Ours, or `~source:externalId`.</param>
    public static async Task<Results<Ok<OrderView>, ProblemHttpResult>> Endpoint(ExternalKey id, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Query(id), cancellationToken)).ToOk();

    public sealed class Handler(MerchantScope scope, CustomerPersons persons, Caller caller) : IRequestHandler<Query, Result<OrderView>>
    {
        public async Task<Result<OrderView>> Handle(Query request, CancellationToken cancellationToken)
        {
            await using var batch = scope.Batch();
            batch.AddOrder(scope.MerchantId, request.Key);
            await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
            if (!await reader.ReadAsync(cancellationToken))
                return OrderProblems.NotFound;
            var view = OrderReads.Read(reader);
            return await persons.IsHiddenAsync(view.CustomerId, caller, cancellationToken) ? CustomerProblems.Restricted : view;
        }
    }
}
