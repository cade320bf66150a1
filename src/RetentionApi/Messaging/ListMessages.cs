using System.ComponentModel;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime;
using RetentionApi.Customers;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Paging;
using RetentionApi.Platform.Persistence;
using RetentionApi.Platform.Security;

namespace RetentionApi.Messaging;

/// <summary>What was or would be sent, newest first.</summary>
internal static class ListMessages
{
    /// <param name="Status">handedOver, held, suppressed.</param>
    public sealed record Filters(
        [property: Description("Ours, or `~source:externalId`; with what came in under who was merged into them.")] ExternalKey? CustomerId,
        MessageStatus? Status,
        [property: Description("Why it waits, waited or will not go: `quietHours`, `cap`, `caseOpen`, `noContact`, `notPermitted` …")] string? HoldReason);

    public sealed record Query(Filters Filters, PageRequest Page) : IQuery<Page<MessageView>>;

    public static async Task<Results<Ok<Page<MessageView>>, ProblemHttpResult>> Endpoint(
        [AsParameters] Filters filters, [AsParameters] PageRequest page, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Query(filters, page), cancellationToken)).ToOk();

    public sealed class Handler(MerchantScope scope, Caller caller) : IRequestHandler<Query, Result<Page<MessageView>>>
    {
        public async Task<Result<Page<MessageView>>> Handle(Query request, CancellationToken cancellationToken)
        {
            var (filters, page) = request;
            var fingerprint = $"messages|{filters}";
            var after = Cursor.Read<Position>(page.Cursor, fingerprint);
            if ((page.Problem ?? after.Error) is { } problem)
                return problem;

            var where = new SqlConditions(scope.MerchantId, "g");
            Narrow(where, filters);
            var counted = where.Copy();
            if (after.Value is { } last)
                where.Add($"(g.created_at, g.id) < ({where.Value(last.CreatedAt)}, {where.Value(last.Id)})");
            return await scope.PageAsync(
                page,
                where.In($"SELECT {MessageView.Columns} FROM messages g WHERE {where} ORDER BY g.created_at DESC, g.id DESC LIMIT {page.Size + 1}"),
                counted.In($"SELECT count(*) FROM messages g WHERE {counted}"),
                MessageView.Read, m => new Position(m.CreatedAt, m.Id), fingerprint, cancellationToken);
        }

        private void Narrow(SqlConditions where, Filters filters)
        {
            where.AddMayBeSeen("g.customer_id", caller);
            if (filters.CustomerId is { } customer)
                where.AddIsOf("g.customer_id", customer);
            if (filters.Status is { } status)
                where.Add($"g.status = {where.Value(status.Word())}{(status is MessageStatus.HandedOver ? "" : $" AND g.{MessageTable.IsNotSent}")}");
            if (filters.HoldReason is { } reason)
                where.Add($"g.hold_reason = {where.Value(reason)}");
        }
    }

    private sealed record Position(Instant CreatedAt, Guid Id);
}
