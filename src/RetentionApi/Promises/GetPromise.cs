using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using RetentionApi.Customers;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Persistence;
using RetentionApi.Platform.Security;

namespace RetentionApi.Promises;

internal static class GetPromise
{
    public sealed record Query(Guid Id) : IQuery<PromiseView>;

    public static async Task<Results<Ok<PromiseView>, ProblemHttpResult>> Endpoint(Guid id, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Query(id), cancellationToken)).ToOk();

    public sealed class Handler(MerchantScope scope, CustomerPersons persons, Caller caller) : IRequestHandler<Query, Result<PromiseView>>
    {
        public async Task<Result<PromiseView>> Handle(Query request, CancellationToken cancellationToken)
        {
            await using var batch = scope.Batch();
            PromiseView.Add(batch, scope.MerchantId, request.Id);
            await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
            if (!await reader.ReadAsync(cancellationToken))
                return PromiseProblems.NotFound;
            var view = PromiseView.Read(reader);
            return await persons.IsHiddenAsync(view.CustomerId, caller, cancellationToken) ? CustomerProblems.Restricted : view;
        }
    }
}
