using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
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

    public sealed class Handler(RetentionDbContext db, CustomerPersons persons) : IRequestHandler<Query, Result<Page<TimelineEntryView>>>
    {
        public async Task<Result<Page<TimelineEntryView>>> Handle(Query request, CancellationToken cancellationToken)
        {
            if (request.Page.Problem is { } problem)
                return problem;
            var filters = $"timeline|{request.Key}|{request.Kind}|{request.From}|{request.To}";
            var after = Cursor.Read<Position>(request.Page.Cursor, filters);
            if (!after.IsOk)
                return after.Error;
            var seen = await persons.SeeAsync(request.Key, cancellationToken);
            if (!seen.IsOk)
                return seen.Error;
            var person = seen.Value;

            var entries = db.Set<TimelineRow>().Where(e => person.Ids.Contains(e.CustomerId));
            if (request.Kind is { } kind)
                entries = entries.Where(e => e.Kind == kind);
            if (request.From is { } from)
                entries = entries.Where(e => e.OccurredAt >= from);
            if (request.To is { } to)
                entries = entries.Where(e => e.OccurredAt < to);
            var total = await request.Page.TotalOfAsync(entries, cancellationToken);
            if (after.Value is { } last)
                entries = entries.Where(e => e.OccurredAt < last.OccurredAt || (e.OccurredAt == last.OccurredAt && e.Id < last.Id));
            var rows = await entries.OrderByDescending(e => e.OccurredAt).ThenByDescending(e => e.Id).Take(request.Page.Size + 1)
                .Select(e => new TimelineEntryView(e.Id, e.OccurredAt, e.Kind, e.SubjectId, e.Summary)).ToListAsync(cancellationToken);
            return Page<TimelineEntryView>.Of(rows, request.Page.Size, e => new Position(e.OccurredAt, e.Id), filters, total);
        }
    }

    private sealed record Position(Instant OccurredAt, Guid Id);
}
