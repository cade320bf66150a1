using System.ComponentModel;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime;
using RetentionApi.Customers;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.FollowUps;
using RetentionApi.Domain.Relationships;
using RetentionApi.Merchants;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Paging;
using RetentionApi.Platform.Persistence;
using RetentionApi.Platform.Security;

namespace RetentionApi.FollowUps;

/// <summary>The work list, the most urgent first; what was missed is the most urgent.</summary>
internal static class ListFollowUps
{
    /// <param name="Status">Absent: what is to do, that is due, claimed, or missed and not yet off the list, and does not wait for the customer.</param>
    /// <param name="OwnerId">A staff member's id, or `me`.</param>
    public sealed record Filters(FollowUpStatus? Status, FollowUpKind? Kind, Level? Level,
        [property: Description("Ours, or `~source:externalId`; with what came in under who was merged into them.")] ExternalKey? CustomerId,
        string? OwnerId,
        [property: Description("Only what is due before this time.")] InstantParameter? DueBefore);

    public sealed record Query(Filters Filters, PageRequest Page) : IQuery<Page<FollowUpView>>;

    public static async Task<Results<Ok<Page<FollowUpView>>, ProblemHttpResult>> Endpoint(
        [AsParameters] Filters filters, [AsParameters] PageRequest page, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Query(filters, page), cancellationToken)).ToOk();

    public sealed class Handler(MerchantScope scope, Caller caller, IClock clock) : IRequestHandler<Query, Result<Page<FollowUpView>>>
    {
        private static readonly string[] ToDo = [FollowUpStatus.Due.Word(), FollowUpStatus.Claimed.Word(), FollowUpStatus.Missed.Word()];

        public async Task<Result<Page<FollowUpView>>> Handle(Query request, CancellationToken cancellationToken)
        {
            var (filters, page) = request;
            var fingerprint = $"followUps|{filters}";
            var after = Cursor.Read<Position>(page.Cursor, fingerprint);
            if ((page.Problem ?? OwnerFilter.ProblemOf(filters.OwnerId) ?? after.Error) is { } problem)
                return problem;

            var where = new SqlConditions(scope.MerchantId, "f");
            var statuses = where.Value(filters.Status is { } status ? new[] { status.Word() } : ToDo);
            if (filters.Status is null)
                where.Add($"f.paused_at IS NULL AND (f.status <> 'missed' OR f.missed_at > {where.Value(await LeftTheListUpToAsync(cancellationToken))} OR {FollowUpReads.HasSubject})");
            Narrow(where, filters);
            var counted = where.Copy();
            if (after.Value is { } last)
                where.Add($"(f.deadline, f.id) > ({where.Value(last.Deadline)}, {where.Value(last.Id)})");
            return await scope.PageAsync(
                page,
                where.In(PageOf(where, statuses, page.Size + 1)),
                counted.In($"SELECT count(*) FROM follow_ups f WHERE f.status = ANY({statuses}) AND {counted}"),
                FollowUpReads.Read, f => new Position(f.Deadline, f.Id), fingerprint, cancellationToken);
        }

        private async Task<Instant> LeftTheListUpToAsync(CancellationToken cancellationToken) =>
            clock.GetCurrentInstant() - (await MerchantSettings.RecentAsync(scope, clock.GetCurrentInstant(), cancellationToken)).Policy.Duties.MissedStays;

        private void Narrow(SqlConditions where, Filters filters)
        {
            if (filters.Kind is { } kind)
                where.Add($"f.kind = {where.Value(kind.Word())}");
            if (filters.Level is { } level)
                where.Add($"f.level = {where.Value((short)level)}");
            where.AddMayBeSeen("f.customer_id", caller);
            if (filters.CustomerId is { } customer)
                where.AddIsOf("f.customer_id", customer);
            if (filters.OwnerId is { } owner)
                where.Add($"f.owner_id = {where.Value(OwnerFilter.IdOf(owner, caller))}");
            if (filters.DueBefore is { } before)
                where.Add($"f.due_at < {where.Value(before.Instant)}");
        }

        /// <summary>Each status is one stretch of an index that is sorted by deadline; their beginnings are merged.</summary>
        private static string PageOf(SqlConditions where, string statuses, int rows) =>
            $"""
            WITH page AS MATERIALIZED (
              SELECT f.* FROM unnest({statuses}::text[]) AS s(status)
              CROSS JOIN LATERAL (SELECT * FROM follow_ups f WHERE {where} AND f.status = s.status ORDER BY f.deadline, f.id LIMIT {rows}) f
              ORDER BY f.deadline, f.id LIMIT {rows})
            SELECT {FollowUpReads.Columns} FROM page f {FollowUpReads.Tables} ORDER BY f.deadline, f.id
            """;
    }

    private sealed record Position(Instant Deadline, Guid Id);
}
