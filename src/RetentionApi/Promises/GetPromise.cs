using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using RetentionApi.Customers;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;

namespace RetentionApi.Promises;

internal static class GetPromise
{
    public sealed record Query(Guid Id) : IQuery<PromiseView>;

    public static async Task<Results<Ok<PromiseView>, ProblemHttpResult>> Endpoint(Guid id, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Query(id), cancellationToken)).ToOk();

    public sealed class Handler(GuardedReads reads) : IRequestHandler<Query, Result<PromiseView>>
    {
        public Task<Result<PromiseView>> Handle(Query request, CancellationToken cancellationToken) =>
            reads.FindAsync((batch, merchantId) => PromiseView.Add(batch, merchantId, request.Id), PromiseView.Read, view => view.CustomerId, PromiseProblems.NotFound, cancellationToken);
    }
}
