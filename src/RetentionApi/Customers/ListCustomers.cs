using System.ComponentModel;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime;
using Npgsql;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.Relationships;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Paging;
using RetentionApi.Platform.Persistence;
using RetentionApi.Platform.Security;

namespace RetentionApi.Customers;

/// <summary>Finds customers. Filters and order stand on the narrow standings table; the page's profiles are joined by key.</summary>
internal static class ListCustomers
{
    /// <summary>A search that finds more looks at no more than these, and says so.</summary>
    private const int MostFound = 1_000;

    /// <param name="Q">Words in the name, or an exact email or phone. Of more than 1,000 who match, 1,000 are looked at, and the page says `isCut`.</param>
    /// <param name="Level">basic, proactive, cooperative, responsible, interactive.</param>
    /// <param name="RiskBand">active, cooling, high, lost.</param>
    /// <param name="Tag">Only who has this tag.</param>
    /// <param name="OwnerId">A staff member's id, or `me`.</param>
    /// <param name="Sort">`-updatedAt` (the default), `updatedAt`, or `-valueAtStake`: who has the most at stake first, and only who has a value at stake.</param>
    public sealed record Filters(
        string? Q,
        Level? Level,
        string? RiskBand,
        string? Tag,
        string? OwnerId,
        [property: Description("Only whom something happened to since.")] InstantParameter? UpdatedAfter,
        string? Sort);

    private static readonly Dictionary<string, Order> Orders = new()
    {
        ["updatedAt"] = new("s.touched_at", IsDescending: false),
        ["-updatedAt"] = new("s.touched_at", IsDescending: true),
        ["-valueAtStake"] = new("s.stake_rank", IsDescending: true),
    };

    public sealed record Query(Filters Filters, PageRequest Page) : IQuery<Page<CustomerView>>;

    public static async Task<Results<Ok<Page<CustomerView>>, ProblemHttpResult>> Endpoint(
        [AsParameters] Filters filters, [AsParameters] PageRequest page, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Query(filters, page), cancellationToken)).ToOk();

    public sealed class Handler(MerchantScope scope, StandingReads standings, Caller caller) : IRequestHandler<Query, Result<Page<CustomerView>>>
    {
        public async Task<Result<Page<CustomerView>>> Handle(Query request, CancellationToken cancellationToken)
        {
            var (filters, page) = request;
            if ((page.Problem ?? ProblemOf(filters)) is { } problem)
                return problem;
            var fingerprint = $"customers|{filters}";
            var after = Cursor.Read<Position>(page.Cursor, fingerprint);
            if (!after.IsOk)
                return after.Error;

            var order = Orders[filters.Sort ?? "-updatedAt"];
            var where = new SqlConditions(scope.MerchantId);
            Narrow(where, filters);
            var found = await SearchAsync(filters.Q, cancellationToken);
            if (found is not null)
                where.Add($"s.customer_id = ANY({where.Value(found.Take(MostFound).ToArray())})");
            var isCut = found is { Count: > MostFound };
            var isCounted = page.IncludeTotal is true && !isCut;
            if (order.IsByStake)
                where.Add("s.stake_rank IS NOT NULL");
            var counted = where.Copy();
            if (after.Value is { } last)
                where.Add($"({order.Column}, s.customer_id) {(order.IsDescending ? '<' : '>')} ({where.Value(order.IsByStake ? last.StakeRank as object : last.TouchedAt)}, {where.Value(last.CustomerId)})");

            await using var batch = scope.Batch();
            batch.Add(PageOf(where, order, page.Size + 1), where.Values);
            if (isCounted)
                batch.Add($"SELECT count(*) FROM customer_standings s WHERE {counted}", counted.Values);
            await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
            var rows = new List<(CustomerView View, Position Position)>();
            while (await reader.ReadAsync(cancellationToken))
                rows.Add(Row(reader));
            var total = isCounted && await reader.NextResultAsync(cancellationToken) && await reader.ReadAsync(cancellationToken)
                ? reader.GetInt64(0) : (long?)null;
            var next = rows.Count > page.Size ? Cursor.Write(rows[page.Size - 1].Position, fingerprint) : null;
            return new Page<CustomerView>([.. rows.Take(page.Size).Select(r => r.View)], next, total, isCut ? true : null);
        }

        /// <summary>Null: nothing is searched for. A name that belonged to a merged customer finds the survivor.</summary>
        private async Task<List<Guid>?> SearchAsync(string? words, CancellationToken cancellationToken)
        {
            if (words is null or "")
                return null;
            await using var batch = scope.Batch();
            batch.Add(
                "SELECT COALESCE(a.person_id, f.customer_id) FROM search_customers($2, $3) f LEFT JOIN customer_aliases a ON a.merchant_id = $1 AND a.customer_id = f.customer_id",
                scope.MerchantId, words, MostFound + 1);
            await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
            return await new ResultSets(reader, cancellationToken).FirstAsync(r => r.GetGuid(0));
        }

        /// <summary>The nil customer holds the merchant's own work, a merged one is shown by its survivor.</summary>
        private void Narrow(SqlConditions where, Filters filters)
        {
            where.Add("s.customer_id <> '00000000-0000-0000-0000-000000000000'");
            where.Add("NOT EXISTS (SELECT 1 FROM customer_aliases a WHERE a.merchant_id = s.merchant_id AND a.customer_id = s.customer_id)");
            if (filters.Level is { } level)
                where.Add($"s.level = {where.Value((short)level)}");
            if (filters.RiskBand is { } band)
                where.Add($"s.risk_band = {where.Value(band)}");
            if (filters.UpdatedAfter is { } since)
                where.Add($"s.touched_at > {where.Value(since.Instant)}");
            if (filters.Tag is { } tag)
                where.Add($"s.customer_id IN ({HoldersOf(where.Value(tag))})");
            if (OwnerOf(filters) is { } owner)
                where.Add($"s.owner_id = {where.Value(owner)}");
            where.AddMayBeSeen("s.customer_id", caller);
        }

        /// <summary>A merged customer's tags and names are their survivor's.</summary>
        private static string HoldersOf(string tag) =>
            $"""
            SELECT t.customer_id FROM customer_tags t WHERE t.merchant_id = $1 AND t.tag = {tag}
            UNION ALL SELECT a.person_id FROM customer_tags t JOIN customer_aliases a ON a.merchant_id = $1 AND a.customer_id = t.customer_id WHERE t.merchant_id = $1 AND t.tag = {tag}
            """;

        private Guid? OwnerOf(Filters filters) =>
            filters.OwnerId == "me" ? caller.StaffId ?? Guid.Empty : filters.OwnerId is { } text ? Guid.Parse(text) : null;

        private static Error? ProblemOf(Filters filters) =>
            filters.Sort is { } sort && !Orders.ContainsKey(sort) ? Error.Refused("request.invalid", $"sort is {string.Join(" or ", Orders.Keys)}.", "/sort")
            : filters.RiskBand is not (null or "active" or "cooling" or "high" or "lost") ? Error.Refused("request.invalid", "riskBand is active, cooling, high or lost.", "/riskBand")
            : filters.OwnerId is not (null or "me") && !Guid.TryParse(filters.OwnerId, out _) ? Error.Refused("request.invalid", "ownerId is a staff member's id, or me.", "/ownerId")
            : null;

        private static string PageOf(SqlConditions where, Order order, int rows)
        {
            var direction = order.IsDescending ? "DESC" : "ASC";
            return $"""
                SELECT {StandingReads.Columns}, s.touched_at, s.stake_rank, {CustomerReads.ProfileColumns}
                FROM (SELECT * FROM customer_standings s WHERE {where} ORDER BY {order.Column} {direction}, s.customer_id {direction} LIMIT {rows}) s
                JOIN merchants m ON m.merchant_id = s.merchant_id
                JOIN ({CustomerReads.ProfileTables}) ON c.merchant_id = s.merchant_id AND c.id = s.customer_id
                ORDER BY {order.Column} {direction}, s.customer_id {direction}
                """;
        }

        private (CustomerView View, Position Position) Row(NpgsqlDataReader reader)
        {
            var customer = CustomerReads.ReadProfile(reader, StandingReads.ColumnCount + 2);
            var standing = standings.Of(reader, 0, customer.HasObjectedToProfiling);
            return (CustomerView.Of(customer.Profile, standing), new Position(reader.GetFieldValue<Instant>(StandingReads.ColumnCount), reader.ValueOrNull<long>(StandingReads.ColumnCount + 1), customer.Profile.Id));
        }
    }

    private sealed record Order(string Column, bool IsDescending)
    {
        public bool IsByStake => Column == "s.stake_rank";
    }

    private sealed record Position(Instant TouchedAt, long? StakeRank, Guid CustomerId);
}
