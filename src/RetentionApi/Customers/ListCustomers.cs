using System.ComponentModel;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.Relationships;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Paging;
using RetentionApi.Platform.Persistence;
using RetentionApi.Platform.Security;
using RetentionApi.Segments;

namespace RetentionApi.Customers;

/// <summary>Finds customers.</summary>
internal static class ListCustomers
{
    /// <param name="Q">Words in the name, or an exact email or phone. Two characters find names that begin or end with them, 王小 and 小芳 alike; one, names that begin with it. Of more than 1,000 who match, 1,000 are looked at, and the page says `isCut`.</param>
    /// <param name="Level">basic, proactive, cooperative, responsible, interactive.</param>
    /// <param name="RiskBand">active, cooling, high, lost.</param>
    /// <param name="Tag">Only who has this tag.</param>
    /// <param name="OwnerId">A staff member's id, or `me`.</param>
    /// <param name="SegmentId">Only who is in this segment, too.</param>
    /// <param name="Sort">`-updatedAt` (the default), `updatedAt`, or `-valueAtStake`: who has the most at stake first, and only who has a value at stake.</param>
    public sealed record Filters(
        string? Q,
        Level? Level,
        string? RiskBand,
        string? Tag,
        string? OwnerId,
        Guid? SegmentId,
        [property: Description("Only whom something happened to since.")] InstantParameter? UpdatedAfter,
        string? Sort)
    {
        public CustomerCriteria Criteria => new(Level, RiskBand, Tag, OwnerId);
    }

    public sealed record Query(Filters Filters, PageRequest Page) : IQuery<Page<CustomerView>>;

    public static async Task<Results<Ok<Page<CustomerView>>, ProblemHttpResult>> Endpoint(
        [AsParameters] Filters filters, [AsParameters] PageRequest page, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Query(filters, page), cancellationToken)).ToOk();

    public sealed class Handler(CustomerListPages pages, SegmentReads segments, Caller caller) : IRequestHandler<Query, Result<Page<CustomerView>>>
    {
        public async Task<Result<Page<CustomerView>>> Handle(Query request, CancellationToken cancellationToken)
        {
            var (filters, page) = request;
            if (filters.Criteria.Problem is { } problem)
                return problem;
            var segment = filters.SegmentId is { } id ? await segments.FindAsync(id, cancellationToken) : null;
            if (filters.SegmentId is not null && segment is null)
                return SegmentProblems.Unknown;
            return await pages.ReadAsync(Narrow, filters.Q, filters.Sort, page, $"customers|{filters}|{segment?.Version}", cancellationToken);

            void Narrow(SqlConditions where)
            {
                filters.Criteria.AddTo(where, caller.StaffId);
                segment?.Criteria.AddTo(where, caller.StaffId);
                if (filters.UpdatedAfter is { } since)
                    where.Add($"s.touched_at > {where.Value(since.Instant)}");
            }
        }
    }
}
