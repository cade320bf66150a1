using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using RetentionApi.Customers;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Persistence;
using RetentionApi.Platform.Security;

namespace RetentionApi.Cases;

internal static class GetCase
{
    public sealed record Query(ExternalKey Key) : IQuery<CaseView>;

    public static async Task<Results<Ok<CaseView>, ProblemHttpResult>> Endpoint(ExternalKey id, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Query(id), cancellationToken)).ToOk();

    public sealed class Handler(MerchantScope scope, CustomerPersons persons, Caller caller) : IRequestHandler<Query, Result<CaseView>>
    {
        public async Task<Result<CaseView>> Handle(Query request, CancellationToken cancellationToken)
        {
            await using var batch = scope.Batch();
            batch.AddCase(scope.MerchantId, request.Key);
            await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
            if (!await reader.ReadAsync(cancellationToken))
                return CaseProblems.NotFound;
            var view = CaseReads.Read(reader);
            return await persons.IsHiddenAsync(view.CustomerId, caller, cancellationToken) ? CustomerProblems.Restricted : view;
        }
    }
}
