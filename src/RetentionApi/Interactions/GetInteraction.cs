using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using RetentionApi.Customers;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;

namespace RetentionApi.Interactions;

internal static class GetInteraction
{
    public sealed record Query(ExternalKey Key) : IQuery<InteractionView>;

    public static async Task<Results<Ok<InteractionView>, ProblemHttpResult>> Endpoint(ExternalKey id, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Query(id), cancellationToken)).ToOk();

    public sealed class Handler(GuardedReads reads) : IRequestHandler<Query, Result<InteractionView>>
    {
        public Task<Result<InteractionView>> Handle(Query request, CancellationToken cancellationToken) =>
            reads.FindAsync((batch, merchantId) => batch.AddInteraction(merchantId, request.Key), InteractionReads.Read, view => view.CustomerId, InteractionProblems.NotFound, cancellationToken);
    }
}
