using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using RetentionApi.Customers;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Paging;

namespace RetentionApi.Segments;

/// <summary>Who is in a segment now.</summary>
internal static class ListSegmentCustomers
{
    public sealed record Query(Guid Id, string? Sort, PageRequest Page) : IQuery<Page<CustomerView>>;

    /// <param name="sort">`-updatedAt` (the default), `updatedAt`, or `-valueAtStake`: who has the most at stake first, and only who has a value at stake.</param>
    public static async Task<Results<Ok<Page<CustomerView>>, ProblemHttpResult>> Endpoint(
        Guid id, string? sort, [AsParameters] PageRequest page, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Query(id, sort, page), cancellationToken)).ToOk();

    public sealed class Handler(SegmentReads segments, CustomerListPages pages) : IRequestHandler<Query, Result<Page<CustomerView>>>
    {
        public async Task<Result<Page<CustomerView>>> Handle(Query request, CancellationToken cancellationToken)
        {
            var (id, sort, page) = request;
            if (await segments.FindAsync(id, cancellationToken) is not { } segment)
                return SegmentProblems.NotFound;
            return await pages.ReadAsync(where => segment.Criteria.AddTo(where, me: null), words: null, sort, page, $"segment|{id}|{segment.Version}|{sort}", cancellationToken);
        }
    }
}
