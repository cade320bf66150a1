using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using RetentionApi.Customers;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;

namespace RetentionApi.Suggestions;

internal static class GetSuggestion
{
    public sealed record Query(Guid Id) : IQuery<SuggestionView>;

    public static async Task<Results<Ok<SuggestionView>, ProblemHttpResult>> Endpoint(Guid id, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Query(id), cancellationToken)).ToOk();

    public sealed class Handler(GuardedReads reads) : IRequestHandler<Query, Result<SuggestionView>>
    {
        public Task<Result<SuggestionView>> Handle(Query request, CancellationToken cancellationToken) =>
            reads.FindAsync((batch, merchantId) => batch.AddSuggestion(merchantId, request.Id), SuggestionReads.Read, view => view.CustomerId, SuggestionProblems.NotFound, cancellationToken);
    }
}
