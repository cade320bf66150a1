using System.ComponentModel;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime;
using RetentionApi.Customers;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.Defections;
using RetentionApi.FollowUps;
using RetentionApi.Merchants;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Paging;
using RetentionApi.Platform.Persistence;
using RetentionApi.Platform.Security;

namespace RetentionApi.Defections;

/// <summary>The ledger, who left last first.</summary>
internal static class ListDefections
{
    /// <param name="OwnerId">Who looked after them when they left: a staff member's id, or `me`.</param>
    public sealed record Filters(
        [property: Description("Ours, or `~source:externalId`; with what came in under who was merged into them.")] ExternalKey? CustomerId,
        DefectionCause? Cause,
        CauseKnowledge? Known,
        [property: Description("Lost on this day or later.")] DateParameter? From,
        [property: Description("Lost on this day or before.")] DateParameter? To,
        [property: Description("`true`: who ordered again. `false`: who is still lost.")] bool? CameBack,
        string? OwnerId);

    public sealed record Query(Filters Filters, PageRequest Page) : IQuery<Page<DefectionView>>;

    public static async Task<Results<Ok<Page<DefectionView>>, ProblemHttpResult>> Endpoint(
        [AsParameters] Filters filters, [AsParameters] PageRequest page, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Query(filters, page), cancellationToken)).ToOk();

    public sealed class Handler(MerchantScope scope, Caller caller, ReaderLanguage language) : IRequestHandler<Query, Result<Page<DefectionView>>>
    {
        public async Task<Result<Page<DefectionView>>> Handle(Query request, CancellationToken cancellationToken)
        {
            var (filters, page) = request;
            var fingerprint = $"defections|{filters}";
            var after = Cursor.Read<Position>(page.Cursor, fingerprint);
            if ((page.Problem ?? OwnerFilter.ProblemOf(filters.OwnerId) ?? after.Error) is { } problem)
                return problem;

            var where = new SqlConditions(scope.MerchantId, "d");
            Narrow(where, filters);
            var counted = where.Copy();
            if (after.Value is { } last)
                where.Add($"(d.lost_on, d.id) < ({where.Value(last.LostOn)}, {where.Value(last.Id)})");
            await using var batch = scope.Batch();
            MerchantSettings.Add(batch, scope.MerchantId);
            batch.Add(PageOf(where, page.Size + 1), where.Values);
            if (page.IncludeTotal is true)
                batch.Add($"SELECT count(*) FROM defections d WHERE {counted}", counted.Values);
            await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
            var settings = await MerchantSettings.ReadAsync(reader, scope.MerchantId, cancellationToken);
            var words = settings.ReaderIn(language);
            var results = new ResultSets(reader, cancellationToken);
            var rows = await results.NextAsync(r => DefectionView.Read(r, words, settings.Currency));
            var total = page.IncludeTotal is true ? (await results.NextAsync(r => (long?)r.GetInt64(0))).Single() : null;
            return Page<DefectionView>.Of(rows, page.Size, d => new Position(d.LostOn, d.Id), fingerprint, total);
        }

        private void Narrow(SqlConditions where, Filters filters)
        {
            where.Add("d.withdrawal IS NULL");
            where.AddMayBeSeen("d.customer_id", caller);
            if (filters.CustomerId is { } customer)
                where.AddIsOf("d.customer_id", customer);
            if (filters.Cause is { } cause)
                where.Add($"d.cause = {where.Value(cause.Word())}");
            if (filters.Known is { } known)
                where.Add($"d.known = {where.Value(known.Word())}");
            if (filters.From is { } from)
                where.Add($"d.lost_on >= {where.Value(from.Date)}");
            if (filters.To is { } to)
                where.Add($"d.lost_on <= {where.Value(to.Date)}");
            if (filters.CameBack is { } cameBack)
                where.Add(cameBack ? "d.came_back_on IS NOT NULL" : "d.came_back_on IS NULL");
            if (filters.OwnerId is { } owner)
                where.Add($"d.owner_id = {where.Value(OwnerFilter.IdOf(owner, caller))}");
        }

        /// <summary>The page first, then what is shown beside it.</summary>
        private static string PageOf(SqlConditions where, int rows) => $"""
            WITH page AS MATERIALIZED (SELECT d.* FROM defections d WHERE {where} ORDER BY d.lost_on DESC, d.id DESC LIMIT {rows})
            SELECT {DefectionView.Columns} FROM page d {DefectionView.Tables} ORDER BY d.lost_on DESC, d.id DESC
            """;
    }

    private sealed record Position(LocalDate LostOn, Guid Id);
}
