using System.ComponentModel;
using System.Text.Json;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Paging;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Platform.Audit;

/// <summary>Who did what, newest first.</summary>
internal static class ListAuditLog
{
    /// <param name="SubjectId">Only what was done to this customer, order, key …</param>
    /// <param name="Action">Only this: customerReported, merchantChanged, apiKeyRevoked …</param>
    public sealed record Filters(
        Guid? SubjectId,
        string? Action,
        [property: Description("From this instant on.")] InstantParameter? From,
        [property: Description("Before this instant.")] InstantParameter? To);

    public sealed record Query(Filters Filters, PageRequest Page) : IQuery<Page<AuditEntryView>>;

    public static async Task<Results<Ok<Page<AuditEntryView>>, ProblemHttpResult>> Endpoint(
        [AsParameters] Filters filters, [AsParameters] PageRequest page, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Query(filters, page), cancellationToken)).ToOk();

    public sealed class Handler(RetentionDbContext db) : IRequestHandler<Query, Result<Page<AuditEntryView>>>
    {
        public async Task<Result<Page<AuditEntryView>>> Handle(Query request, CancellationToken cancellationToken)
        {
            var (filters, page) = request;
            if (page.Problem is { } problem)
                return problem;
            var fingerprint = $"audit-log|{filters}";
            var after = Cursor.Read<Position>(page.Cursor, fingerprint);
            if (!after.IsOk)
                return after.Error;
            var entries = Narrow(db.Set<AuditRow>().AsNoTracking(), filters);
            var total = await page.TotalOfAsync(entries, cancellationToken);
            if (after.Value is { } last)
                entries = entries.Where(e => e.OccurredAt <= last.OccurredAt && (e.OccurredAt < last.OccurredAt || e.Id < last.Id));
            var rows = await entries.OrderByDescending(e => e.OccurredAt).ThenByDescending(e => e.Id).Take(page.Size + 1).ToListAsync(cancellationToken);
            return Page<AuditEntryView>.Of([.. rows.Select(AuditEntryView.Of)], page.Size, e => new Position(e.OccurredAt, e.Id), fingerprint, total);
        }

        private static IQueryable<AuditRow> Narrow(IQueryable<AuditRow> entries, Filters filters)
        {
            if (filters.SubjectId is { } subject)
                entries = entries.Where(e => e.SubjectId == subject);
            if (filters.Action is { } action)
                entries = entries.Where(e => e.Action == action);
            if (filters.From?.Instant is { } from)
                entries = entries.Where(e => e.OccurredAt >= from);
            if (filters.To?.Instant is { } to)
                entries = entries.Where(e => e.OccurredAt < to);
            return entries;
        }
    }

    private sealed record Position(Instant OccurredAt, Guid Id);
}

/// <summary>One thing that was done.</summary>
/// <param name="KeyId">The key that called; null: the product itself.</param>
/// <param name="StaffId">The person behind the key.</param>
/// <param name="Action">customerReported, merchantChanged, apiKeyRevoked …</param>
/// <param name="Before">For what people change; a reported fact has its own versions.</param>
/// <param name="After">For what people change.</param>
/// <param name="RemoteAddress">From where it came.</param>
/// <param name="TraceId">Finds the request in the log.</param>
internal sealed record AuditEntryView(
    Guid Id,
    Instant OccurredAt,
    Guid? KeyId,
    Guid? StaffId,
    string Action,
    string SubjectKind,
    Guid? SubjectId,
    JsonElement? Before,
    JsonElement? After,
    string? RemoteAddress,
    string? TraceId)
{
    public static AuditEntryView Of(AuditRow row) => new(
        row.Id, row.OccurredAt, row.KeyId, row.StaffId, row.Action, row.SubjectKind, row.SubjectId, Element(row.Before), Element(row.After), row.RemoteAddress, row.TraceId);

    private static JsonElement? Element(string? json) => json is null ? null : JsonElement.Parse(json);
}
