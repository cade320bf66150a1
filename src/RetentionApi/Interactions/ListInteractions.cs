using System.ComponentModel;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime;
using RetentionApi.Customers;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.Interactions;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Paging;
using RetentionApi.Platform.Persistence;
using RetentionApi.Platform.Security;

namespace RetentionApi.Interactions;

internal static class ListInteractions
{
    /// <param name="Kind">Only of this kind.</param>
    /// <param name="Unanswered">`true`: only enquiries that wait for an answer.</param>
    public sealed record Filters(
        [property: Description("Ours, or `~source:externalId`; with what came in under who was merged into them.")] ExternalKey? CustomerId,
        InteractionKind? Kind,
        bool? Unanswered);

    public sealed record Query(Filters Filters, PageRequest Page) : IQuery<Page<InteractionView>>;

    public static async Task<Results<Ok<Page<InteractionView>>, ProblemHttpResult>> Endpoint(
        [AsParameters] Filters filters, [AsParameters] PageRequest page, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Query(filters, page), cancellationToken)).ToOk();

    public sealed class Handler(MerchantScope scope, Caller caller) : IRequestHandler<Query, Result<Page<InteractionView>>>
    {
        public async Task<Result<Page<InteractionView>>> Handle(Query request, CancellationToken cancellationToken)
        {
            var (filters, page) = request;
            var fingerprint = $"interactions|{filters}";
            var after = Cursor.Read<Position>(page.Cursor, fingerprint);
            if ((page.Problem ?? after.Error) is { } problem)
                return problem;

            var where = new SqlConditions(scope.MerchantId, "i");
            Narrow(where, filters);
            var counted = where.Copy();
            if (after.Value is { } last)
                where.Add($"(i.occurred_at, i.id) < ({where.Value(last.OccurredAt)}, {where.Value(last.Id)})");
            return await scope.PageAsync(
                page,
                where.In($"SELECT {InteractionReads.Columns} FROM {InteractionReads.Rows} WHERE {where} ORDER BY i.occurred_at DESC, i.id DESC LIMIT {page.Size + 1}"),
                counted.In($"SELECT count(*) FROM {InteractionReads.Rows} WHERE {counted}"),
                InteractionReads.Read, i => new Position(i.OccurredAt, i.Id), fingerprint, cancellationToken);
        }

        private void Narrow(SqlConditions where, Filters filters)
        {
            where.AddMayBeSeen("i.customer_id", caller);
            if (filters.CustomerId is { } customer)
                where.AddIsOf("i.customer_id", customer);
            if (filters.Kind is { } kind)
                where.Add($"i.kind = '{kind.Word()}'");
            if (filters.Unanswered is true)
                where.Add("i.kind = 'enquiry' AND i.direction = 'inbound' AND i.answered_at IS NULL");
        }
    }

    private sealed record Position(Instant OccurredAt, Guid Id);
}
