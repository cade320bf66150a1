using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using RetentionApi.Customers;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;

namespace RetentionApi.Cases;

internal static class GetCase
{
    public sealed record Query(ExternalKey Key) : IQuery<CaseView>;

    public static async Task<Results<Ok<CaseView>, ProblemHttpResult>> Endpoint(ExternalKey id, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Query(id), cancellationToken)).ToOk();

    public sealed class Handler(GuardedReads reads) : IRequestHandler<Query, Result<CaseView>>
    {
        public Task<Result<CaseView>> Handle(Query request, CancellationToken cancellationToken) =>
            reads.FindAsync((batch, merchantId) => batch.AddCase(merchantId, request.Key), CaseReads.Read, view => view.CustomerId, CaseProblems.NotFound, cancellationToken);
    }
}
