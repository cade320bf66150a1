using System.ComponentModel;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime;
using RetentionApi.Customers;
using RetentionApi.Domain.Cases;
using RetentionApi.Domain.Common;
using RetentionApi.FollowUps;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Paging;
using RetentionApi.Platform.Persistence;
using RetentionApi.Platform.Security;

namespace RetentionApi.Cases;

/// <summary>Cases, newest first.</summary>
internal static class ListCases
{
    /// <param name="OwnerId">A staff member's id, or `me`.</param>
    /// <param name="Overdue">`true`: only those whose step is past its deadline.</param>
    /// <param name="Warned">`true`: only those whose step is near its deadline, so that its owner is warned.</param>
    public sealed record Filters(
        [property: Description("Ours, or `~source:externalId`; with what came in under who was merged into them.")] ExternalKey? CustomerId,
        CaseStatus? Status,
        string? OwnerId,
        bool? Overdue,
        bool? Warned);

    public sealed record Query(Filters Filters, PageRequest Page) : IQuery<Page<CaseView>>;

    public static async Task<Results<Ok<Page<CaseView>>, ProblemHttpResult>> Endpoint(
        [AsParameters] Filters filters, [AsParameters] PageRequest page, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Query(filters, page), cancellationToken)).ToOk();

    public sealed class Handler(MerchantScope scope, Caller caller) : IRequestHandler<Query, Result<Page<CaseView>>>
    {
        public async Task<Result<Page<CaseView>>> Handle(Query request, CancellationToken cancellationToken)
        {
            var (filters, page) = request;
            var fingerprint = $"cases|{filters}";
            var after = Cursor.Read<Position>(page.Cursor, fingerprint);
            if ((page.Problem ?? OwnerFilter.ProblemOf(filters.OwnerId) ?? after.Error) is { } problem)
                return problem;

            var where = new SqlConditions(scope.MerchantId, "c");
            Narrow(where, filters);
            var counted = where.Copy();
            if (after.Value is { } last)
                where.Add($"(c.received_at, c.id) < ({where.Value(last.ReceivedAt)}, {where.Value(last.Id)})");
            return await scope.PageAsync(
                page,
                where.In(PageOf(where, page.Size + 1)),
                counted.In($"SELECT count(*) FROM cases c WHERE {counted}"),
                CaseReads.Read, c => new Position(c.ReceivedAt, c.Id), fingerprint, cancellationToken);
        }

        private void Narrow(SqlConditions where, Filters filters)
        {
            where.AddMayBeSeen("c.customer_id", caller);
            if (filters.CustomerId is { } customer)
                where.AddIsOf("c.customer_id", customer);
            if (filters.Status is { } status)
                where.Add($"c.status = {where.Value(status.Word())}");
            if (filters.OwnerId is { } owner)
                where.Add($"c.owner_id = {where.Value(OwnerFilter.IdOf(owner, caller))}");
            if (filters.Overdue is true)
                where.Add(HasStep("missed_at IS NOT NULL"));
            if (filters.Warned is true)
                where.Add(HasStep("warned_at IS NOT NULL AND missed_at IS NULL AND paused_at IS NULL"));
        }

        private static string HasStep(string condition) => $"c.cause = ANY(ARRAY(SELECT cause FROM follow_ups WHERE merchant_id = $1 AND {FollowUpTable.OpenCaseSteps} AND {condition}))";

        /// <summary>The page first, then what is shown beside it.</summary>
        private static string PageOf(SqlConditions where, int rows) => $"""
            WITH page AS MATERIALIZED (SELECT c.* FROM cases c WHERE {where} ORDER BY c.received_at DESC, c.id DESC LIMIT {rows})
            SELECT {CaseReads.Columns} FROM page c {CaseReads.Tables} ORDER BY c.received_at DESC, c.id DESC
            """;
    }

    private sealed record Position(Instant ReceivedAt, Guid Id);
}
