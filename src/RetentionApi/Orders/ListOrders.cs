using System.ComponentModel;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime;
using RetentionApi.Customers;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.Orders;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Paging;
using RetentionApi.Platform.Persistence;
using RetentionApi.Platform.Security;

namespace RetentionApi.Orders;

internal static class ListOrders
{
    /// <param name="Status">Only those that are so now.</param>
    public sealed record Filters(
        [property: Description("Ours, or `~source:externalId`; with what came in under who was merged into them.")] ExternalKey? CustomerId,
        OrderStatus? Status,
        [property: Description("Placed from this instant on.")] InstantParameter? PlacedAfter,
        [property: Description("Placed before this instant.")] InstantParameter? PlacedBefore);

    public sealed record Query(Filters Filters, PageRequest Page) : IQuery<Page<OrderView>>;

    public static async Task<Results<Ok<Page<OrderView>>, ProblemHttpResult>> Endpoint(
        [AsParameters] Filters filters, [AsParameters] PageRequest page, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Query(filters, page), cancellationToken)).ToOk();

    public sealed class Handler(MerchantScope scope, Caller caller) : IRequestHandler<Query, Result<Page<OrderView>>>
    {
        public async Task<Result<Page<OrderView>>> Handle(Query request, CancellationToken cancellationToken)
        {
            var (filters, page) = request;
            var fingerprint = $"orders|{filters}";
            var after = Cursor.Read<Position>(page.Cursor, fingerprint);
            if ((page.Problem ?? after.Error) is { } problem)
                return problem;

            var where = new SqlConditions(scope.MerchantId, "o");
            Narrow(where, filters);
            var counted = where.Copy();
            if (after.Value is { } last)
                where.Add($"(o.placed_at, o.id) < ({where.Value(last.PlacedAt)}, {where.Value(last.Id)})");
            return await scope.PageAsync(
                page,
                where.In($"SELECT {OrderReads.Columns} FROM orders o WHERE {where} ORDER BY o.placed_at DESC, o.id DESC LIMIT {page.Size + 1}"),
                counted.In($"SELECT count(*) FROM orders o WHERE {counted}"),
                OrderReads.Read, o => new Position(o.PlacedAt, o.Id), fingerprint, cancellationToken);
        }

        private void Narrow(SqlConditions where, Filters filters)
        {
            where.AddMayBeSeen("o.customer_id", caller);
            if (filters.CustomerId is { } customer)
                where.AddIsOf("o.customer_id", customer);
            if (filters.Status is { } status)
                where.Add($"o.status = '{status.Word()}'"); // not a value: the index of cancelled orders is found by the word
            if (filters.PlacedAfter is { } from)
                where.Add($"o.placed_at >= {where.Value(from.Instant)}");
            if (filters.PlacedBefore is { } to)
                where.Add($"o.placed_at < {where.Value(to.Instant)}");
        }
    }

    private sealed record Position(Instant PlacedAt, Guid Id);
}
