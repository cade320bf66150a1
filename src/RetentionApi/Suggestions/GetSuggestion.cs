using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using RetentionApi.Customers;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Persistence;
using RetentionApi.Platform.Security;

namespace RetentionApi.Suggestions;

internal static class GetSuggestion
{
    public sealed record Query(Guid Id) : IQuery<SuggestionView>;

    public static async Task<Results<Ok<SuggestionView>, ProblemHttpResult>> Endpoint(Guid id, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Query(id), cancellationToken)).ToOk();

    public sealed class Handler(MerchantScope scope, CustomerPersons persons, Caller caller) : IRequestHandler<Query, Result<SuggestionView>>
    {
        public async Task<Result<SuggestionView>> Handle(Query request, CancellationToken cancellationToken)
        {
            await using var batch = scope.Batch();
            batch.AddSuggestion(scope.MerchantId, request.Id);
            await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
            if (!await reader.ReadAsync(cancellationToken))
                return SuggestionProblems.NotFound;
            var view = SuggestionReads.Read(reader);
            return await persons.IsHiddenAsync(view.CustomerId, caller, cancellationToken) ? CustomerProblems.Restricted : view;
        }
    }
}
