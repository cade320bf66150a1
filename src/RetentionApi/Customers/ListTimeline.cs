using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Paging;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Customers;

/// <summary>Everything that happened with one person, newest first.</summary>
internal static class ListTimeline
{
    public sealed record Query(ExternalKey Key, string? Kind, Instant? From, Instant? To, PageRequest Page) : IQuery<Page<TimelineEntryView>>;

    /// <param name="id">Ours, or `~source:externalId`.</param>
    /// <param name="kind">Only entries of this kind.</param>
    /// <param name="from">Only entries from this instant on.</param>
    /// <param name="to">Only entries before this instant.</param>
    public static async Task<Results<Ok<Page<TimelineEntryView>>, ProblemHttpResult>> Endpoint(
        ExternalKey id, string? kind, InstantParameter? from, InstantParameter? to, [AsParameters] PageRequest page, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Query(id, kind, from?.Instant, to?.Instant, page), cancellationToken)).ToOk();

    public sealed class Handler(MerchantScope scope, CustomerPersons persons) : IRequestHandler<Query, Result<Page<TimelineEntryView>>>
    {
        public async Task<Result<Page<TimelineEntryView>>> Handle(Query request, CancellationToken cancellationToken)
        {
            var page = request.Page;
            var filters = $"timeline|{request.Key}|{request.Kind}|{request.From}|{request.To}";
            var after = Cursor.Read<Position>(page.Cursor, filters);
            if ((page.Problem ?? after.Error) is { } problem)
                return problem;
            var seen = await persons.SeeAsync(request.Key, cancellationToken);
            if (!seen.IsOk)
                return seen.Error;

            var where = new SqlConditions(scope.MerchantId, "t");
            var members = $"unnest({where.Value(seen.Value.Ids.ToArray())}::uuid[]) AS m(id)";
            Narrow(where, request);
            var counted = where.Copy();
            if (after.Value is { } last)
                where.Add($"(t.occurred_at, t.id) < ({where.Value(last.OccurredAt)}, {where.Value(last.Id)})");
            return await scope.PageAsync(
                page,
                where.In(TimelineReads.Newest(members, where.ToString(), page.Size + 1)),
                counted.In($"SELECT count(*) FROM {members} CROSS JOIN LATERAL (SELECT t.id FROM timeline_entries t WHERE {counted} AND t.customer_id = m.id OFFSET 0) e"),
                TimelineReads.Read, e => new Position(e.OccurredAt, e.Id), filters, cancellationToken);
        }

        private static void Narrow(SqlConditions where, Query asked)
        {
            if (asked.Kind is { } kind)
                where.Add($"t.kind = {where.Value(kind)}");
            if (asked.From is { } from)
                where.Add($"t.occurred_at >= {where.Value(from)}");
            if (asked.To is { } to)
                where.Add($"t.occurred_at < {where.Value(to)}");
        }
    }

    private sealed record Position(Instant OccurredAt, Guid Id);
}
