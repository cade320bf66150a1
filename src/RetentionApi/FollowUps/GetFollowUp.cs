using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using RetentionApi.Customers;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;

namespace RetentionApi.FollowUps;

internal static class GetFollowUp
{
    public sealed record Query(Guid Id) : IQuery<FollowUpView>;

    public static async Task<Results<Ok<FollowUpView>, ProblemHttpResult>> Endpoint(Guid id, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Query(id), cancellationToken)).ToOk();

    public sealed class Handler(GuardedReads reads) : IRequestHandler<Query, Result<FollowUpView>>
    {
        public Task<Result<FollowUpView>> Handle(Query request, CancellationToken cancellationToken) =>
            reads.FindAsync((batch, merchantId) => batch.AddFollowUp(merchantId, request.Id), FollowUpReads.Read, view => view.CustomerId, FollowUpProblems.NotFound, cancellationToken);
    }
}
