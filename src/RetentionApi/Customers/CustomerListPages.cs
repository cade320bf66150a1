using NodaTime;
using Npgsql;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Paging;
using RetentionApi.Platform.Persistence;
using RetentionApi.Platform.Security;

namespace RetentionApi.Customers;

/// <summary>Pages of customers. Filters and order stand on the narrow standings table; the page's profiles are joined by key.</summary>
internal sealed class CustomerListPages(MerchantScope scope, StandingReads standings, Caller caller)
{
    /// <summary>A search that finds more looks at no more than these, and says so.</summary>
    private const int MostFound = 1_000;

    private static readonly Dictionary<string, Order> Orders = new()
    {
        ["updatedAt"] = new("s.touched_at", IsDescending: false),
        ["-updatedAt"] = new("s.touched_at", IsDescending: true),
        ["-valueAtStake"] = new("s.stake_rank", IsDescending: true),
    };

    public static Error? ProblemOf(string? sort) =>
        sort is not null && !Orders.ContainsKey(sort) ? Error.Refused("request.invalid", $"sort is {string.Join(" or ", Orders.Keys)}.", "/sort") : null;

    /// <summary>Whom a page of customers, or a count of them, may be about: the nil customer holds the merchant's own work, a merged one is shown by its survivor.</summary>
    public static SqlConditions Everybody(Guid merchantId, Caller caller)
    {
        var where = new SqlConditions(merchantId);
        where.Add($"s.customer_id <> {Nobody.Id}");
        where.Add("NOT EXISTS (SELECT 1 FROM customer_aliases a WHERE a.merchant_id = s.merchant_id AND a.customer_id = s.customer_id)");
        where.AddMayBeSeen("s.customer_id", caller);
        return where;
    }

    /// <param name="narrow">Which of all customers are meant.</param>
    /// <param name="words">What they are searched for by; null: by nothing.</param>
    /// <param name="fingerprint">What a cursor belongs to.</param>
    public async Task<Result<Page<CustomerView>>> ReadAsync(
        Action<SqlConditions> narrow, string? words, string? sort, PageRequest page, string fingerprint, CancellationToken cancellationToken)
    {
        var after = Cursor.Read<Position>(page.Cursor, fingerprint);
        if ((page.Problem ?? ProblemOf(sort) ?? after.Error) is { } problem)
            return problem;
        var order = Orders[sort ?? "-updatedAt"];
        var where = Everybody(scope.MerchantId, caller);
        narrow(where);
        var found = await SearchAsync(words, cancellationToken);
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
        var results = new ResultSets(reader, cancellationToken);
        var rows = await results.FirstAsync(Row);
        var total = isCounted ? (await results.NextAsync(r => (long?)r.GetInt64(0))).Single() : null;
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
        return await batch.AllAsync(r => r.GetGuid(0), cancellationToken);
    }

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

    private sealed record Order(string Column, bool IsDescending)
    {
        public bool IsByStake => Column == "s.stake_rank";
    }

    private sealed record Position(Instant TouchedAt, long? StakeRank, Guid CustomerId);
}
