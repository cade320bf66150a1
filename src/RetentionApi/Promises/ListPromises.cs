using System.ComponentModel;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime;
using RetentionApi.Customers;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.Promises;
using RetentionApi.FollowUps;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Paging;
using RetentionApi.Platform.Persistence;
using RetentionApi.Platform.Security;

namespace RetentionApi.Promises;

/// <summary>The promise ledger, by when they are due.</summary>
internal static class ListPromises
{
    /// <param name="MadeBy">A staff member's id, or `me`.</param>
    public sealed record Filters(
        [property: Description("Ours, or `~source:externalId`; with what came in under who was merged into them.")] ExternalKey? CustomerId,
        PromiseStatus? Status,
        string? MadeBy,
        [property: Description("Only what is due before this time.")] InstantParameter? DueBefore);

    public sealed record Query(Filters Filters, PageRequest Page) : IQuery<Page<PromiseView>>;

    public static async Task<Results<Ok<Page<PromiseView>>, ProblemHttpResult>> Endpoint(
        [AsParameters] Filters filters, [AsParameters] PageRequest page, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Query(filters, page), cancellationToken)).ToOk();

    public sealed class Handler(MerchantScope scope, Caller caller) : IRequestHandler<Query, Result<Page<PromiseView>>>
    {
        public async Task<Result<Page<PromiseView>>> Handle(Query request, CancellationToken cancellationToken)
        {
            var (filters, page) = request;
            var fingerprint = $"promises|{filters}";
            var after = Cursor.Read<Position>(page.Cursor, fingerprint);
            if ((page.Problem ?? OwnerFilter.ProblemOf(filters.MadeBy, "/madeBy") ?? after.Error) is { } problem)
                return problem;

            var where = new SqlConditions(scope.MerchantId, "p");
            Narrow(where, filters);
            var counted = where.Copy();
            if (after.Value is { } last)
                where.Add($"(p.due_at, p.id) > ({where.Value(last.DueAt)}, {where.Value(last.Id)})");
            return await scope.PageAsync(
                page,
                where.In(PageOf(where, page.Size + 1)),
                counted.In($"SELECT count(*) FROM promises p WHERE {counted}"),
                PromiseView.Read, p => new Position(p.DueAt, p.Id), fingerprint, cancellationToken);
        }

        private void Narrow(SqlConditions where, Filters filters)
        {
            where.AddMayBeSeen("p.customer_id", caller);
            if (filters.CustomerId is { } customer)
                where.AddIsOf("p.customer_id", customer);
            if (filters.Status is { } status)
                where.Add($"p.status = {where.Value(status.Word())}");
            if (filters.MadeBy is { } staff)
                where.Add($"p.made_by = {where.Value(OwnerFilter.IdOf(staff, caller))}");
            if (filters.DueBefore is { } before)
                where.Add($"p.due_at < {where.Value(before.Instant)}");
        }

        /// <summary>The page first, then what is shown beside it.</summary>
        private static string PageOf(SqlConditions where, int rows) => $"""
            WITH page AS MATERIALIZED (SELECT p.* FROM promises p WHERE {where} ORDER BY p.due_at, p.id LIMIT {rows})
            SELECT {PromiseView.Columns} FROM page p {PromiseView.Tables} ORDER BY p.due_at, p.id
            """;
    }

    private sealed record Position(Instant DueAt, Guid Id);
}
