using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using RetentionApi.Customers;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;

namespace RetentionApi.Orders;

internal static class GetOrder
{
    public sealed record Query(ExternalKey Key) : IQuery<OrderView>;

    /// <param name="id">Ours, or `~source:externalId`.</param>
    public static async Task<Results<Ok<OrderView>, ProblemHttpResult>> Endpoint(ExternalKey id, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Query(id), cancellationToken)).ToOk();

    public sealed class Handler(GuardedReads reads) : IRequestHandler<Query, Result<OrderView>>
    {
        public Task<Result<OrderView>> Handle(Query request, CancellationToken cancellationToken) =>
            reads.FindAsync((batch, merchantId) => batch.AddOrder(merchantId, request.Key), OrderReads.Read, view => view.CustomerId, OrderProblems.NotFound, cancellationToken);
    }
}
