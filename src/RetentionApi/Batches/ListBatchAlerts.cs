using System.ComponentModel;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime;
using RetentionApi.Domain.Batches;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Paging;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Batches;

/// <summary>Alerts, the oldest first: what is proposed is a manager's list.</summary>
internal static class ListBatchAlerts
{
    public sealed record Filters(
        [property: Description("`proposed`: what a manager has to decide.")] BatchAlertStatus? Status,
        [property: Description("Ours.")] Guid? ProductId);

    public sealed record Query(Filters Filters, PageRequest Page) : IQuery<Page<BatchAlertView>>;

    public static async Task<Results<Ok<Page<BatchAlertView>>, ProblemHttpResult>> Endpoint(
        [AsParameters] Filters filters, [AsParameters] PageRequest page, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Query(filters, page), cancellationToken)).ToOk();

    public sealed class Handler(MerchantScope scope, IClock clock) : IRequestHandler<Query, Result<Page<BatchAlertView>>>
    {
        public async Task<Result<Page<BatchAlertView>>> Handle(Query request, CancellationToken cancellationToken)
        {
            var (filters, page) = request;
            var (fingerprint, now) = ($"batchAlerts|{filters}", clock.GetCurrentInstant());
            var after = Cursor.Read<Position>(page.Cursor, fingerprint);
            if ((page.Problem ?? after.Error) is { } problem)
                return problem;

            var where = new SqlConditions(scope.MerchantId, "a");
            if (filters.Status is { } status)
                where.Add($"a.status = {where.Value(status.Word())}");
            if (filters.ProductId is { } product)
                where.Add($"a.product_id = {where.Value(product)}");
            var counted = where.Copy();
            if (after.Value is { } last)
                where.Add($"(a.proposed_at, a.id) > ({where.Value(last.At)}, {where.Value(last.Id)})");
            return await scope.PageAsync(
                page,
                where.In($"SELECT {BatchAlertView.Columns} FROM batch_alerts a {BatchAlertView.Tables} WHERE {where} ORDER BY a.proposed_at, a.id LIMIT {page.Size + 1}"),
                counted.In($"SELECT count(*) FROM batch_alerts a WHERE {counted}"),
                row => BatchAlertView.Read(row, now), a => new Position(a.ProposedAt, a.Id), fingerprint, cancellationToken);
        }
    }

    private sealed record Position(Instant At, Guid Id);
}
