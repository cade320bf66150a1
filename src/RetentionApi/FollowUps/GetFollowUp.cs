using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using RetentionApi.Customers;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Persistence;
using RetentionApi.Platform.Security;

namespace RetentionApi.FollowUps;

internal static class GetFollowUp
{
    public sealed record Query(Guid Id) : IQuery<FollowUpView>;

    public static async Task<Results<Ok<FollowUpView>, ProblemHttpResult>> Endpoint(Guid id, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Query(id), cancellationToken)).ToOk();

    public sealed class Handler(MerchantScope scope, CustomerPersons persons, Caller caller) : IRequestHandler<Query, Result<FollowUpView>>
    {
        public async Task<Result<FollowUpView>> Handle(Query request, CancellationToken cancellationToken)
        {
            await using var batch = scope.Batch();
            batch.AddFollowUp(scope.MerchantId, request.Id);
            await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
            if (!await reader.ReadAsync(cancellationToken))
                return FollowUpProblems.NotFound;
            var view = FollowUpReads.Read(reader);
            return view.CustomerId is { } customer && await persons.IsHiddenAsync(customer, caller, cancellationToken) ? CustomerProblems.Restricted : view;
        }
    }
}
