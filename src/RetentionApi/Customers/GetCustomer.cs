using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Persistence;
using RetentionApi.Platform.Security;

namespace RetentionApi.Customers;

/// <summary>Reads a customer with level, trust and risk in brief, and the last twenty things that happened, in one round trip.</summary>
internal static class GetCustomer
{
    public sealed record Query(ExternalKey Key) : IQuery<CustomerDetailView>;

    public static async Task<Results<Ok<CustomerDetailView>, ProblemHttpResult>> Endpoint(ExternalKey id, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Query(id), cancellationToken)).ToOk();

    public sealed class Handler(MerchantScope scope, StandingReads standings, Caller caller) : IRequestHandler<Query, Result<CustomerDetailView>>
    {
        private const int RecentEntries = 20;

        public async Task<Result<CustomerDetailView>> Handle(Query request, CancellationToken cancellationToken)
        {
            await using var batch = scope.Batch();
            batch.AddProfile(scope.MerchantId, request.Key);
            standings.Add(batch, request.Key);
            batch.AddPossibleDuplicates(scope.MerchantId, request.Key);
            batch.AddTimeline(scope.MerchantId, request.Key, RecentEntries);
            await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
            if (!await reader.ReadAsync(cancellationToken))
                return CustomerProblems.NotFound;
            var customer = CustomerReads.ReadProfile(reader);
            if (customer.IsRestricted && !caller.SeesRestricted())
                return CustomerProblems.Restricted;
            await reader.NextResultAsync(cancellationToken);
            var standing = await standings.ReadAsync(reader, customer.HasObjectedToProfiling, cancellationToken);
            var results = new ResultSets(reader, cancellationToken);
            var duplicates = await results.NextAsync(r => new PossibleDuplicateView(r.GetGuid(0), r.TextOrNull(1)));
            var timeline = await results.NextAsync(TimelineReads.Read);
            return new CustomerDetailView(
                CustomerView.Of(customer.Profile, standing),
                new ObjectionsView(customer.HasObjectedToProfiling, customer.HasObjectedToMarketing, customer.IsRestricted), duplicates, timeline);
        }
    }
}
