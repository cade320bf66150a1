using System.ComponentModel;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Npgsql;
using RetentionApi.Customers;
using RetentionApi.Domain.Batches;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Paging;
using RetentionApi.Platform.Persistence;
using RetentionApi.Platform.Security;

namespace RetentionApi.Batches;

/// <summary>Whom an alert concerns, and how far it has come with each.</summary>
internal static class ListBatchBuyers
{
    private const string Columns = "b.customer_id, CASE WHEN l.person_id IS NULL THEN b.customer_id ELSE l.person_id END, c.name, b.state, b.told_at, b.answered_at, b.answer, b.words";

    /// <summary>CASE, not COALESCE: see <see cref="FollowUps.FollowUpReads.Tables"/>.</summary>
    private const string Names = """
        LEFT JOIN customer_aliases l ON l.merchant_id = b.merchant_id AND l.customer_id = b.customer_id
        LEFT JOIN customers c ON c.merchant_id = b.merchant_id AND c.id = CASE WHEN l.person_id IS NULL THEN b.customer_id ELSE l.person_id END
        """;

    public sealed record Filters([property: Description("How far it has come with them.")] BuyerState? State, [property: Description("What they say they do with it.")] BuyerAnswer? Answer);

    public sealed record Query(Guid Id, Filters Filters, PageRequest Page) : IQuery<Page<BatchBuyerView>>;

    public static async Task<Results<Ok<Page<BatchBuyerView>>, ProblemHttpResult>> Endpoint(
        Guid id, [AsParameters] Filters filters, [AsParameters] PageRequest page, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Query(id, filters, page), cancellationToken)).ToOk();

    public sealed class Handler(RetentionDbContext db, MerchantScope scope, Caller caller) : IRequestHandler<Query, Result<Page<BatchBuyerView>>>
    {
        public async Task<Result<Page<BatchBuyerView>>> Handle(Query request, CancellationToken cancellationToken)
        {
            var (id, filters, page) = request;
            var fingerprint = $"batchBuyers|{id}|{filters}";
            var after = Cursor.Read<Position>(page.Cursor, fingerprint);
            if ((page.Problem ?? after.Error) is { } problem)
                return problem;
            if (!await db.Set<BatchAlert>().AnyAsync(a => a.Id == id, cancellationToken))
                return BatchAlertProblems.NotFound;

            var where = new SqlConditions(scope.MerchantId, "b");
            where.Add($"b.alert_id = {where.Value(id)}");
            where.AddMayBeSeen("b.customer_id", caller);
            if (filters.State is { } state)
                where.Add($"b.state = {where.Value(state.Word())}");
            if (filters.Answer is { } answer)
                where.Add($"b.answer = {where.Value(answer.Word())}");
            var counted = where.Copy();
            if (after.Value is { } last)
                where.Add($"b.customer_id > {where.Value(last.CustomerId)}");
            return (await scope.PageAsync(
                page,
                where.In($"""
                WITH page AS MATERIALIZED (SELECT b.* FROM batch_alert_buyers b WHERE {where} ORDER BY b.customer_id LIMIT {page.Size + 1})
                SELECT {Columns} FROM page b {Names} ORDER BY b.customer_id
                """),
                counted.In($"SELECT count(*) FROM batch_alert_buyers b WHERE {counted}"),
                row => (At: new Position(row.GetGuid(0)), View: Read(row)), r => r.At, fingerprint, cancellationToken)).Select(row => row.View);
        }

        private static BatchBuyerView Read(NpgsqlDataReader row) => new(
            row.GetGuid(1), row.TextOrNull(2), EnumWords.Parse<BuyerState>(row.GetString(3)), row.ValueOrNull<Instant>(4), row.ValueOrNull<Instant>(5),
            row.WordOrNull<BuyerAnswer>(6), row.TextOrNull(7));
    }

    private sealed record Position(Guid CustomerId);
}
