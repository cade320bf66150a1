using NodaTime;
using Npgsql;
using RetentionApi.Customers;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Risk;

/// <summary>Reads a merchant's order days. Persons are survivors of merges; who objected to profiling is left out at once, whatever is still stored of them.</summary>
internal static class OrderDayReads
{
    /// <summary>The customers that are no person, or one who objected to profiling. $1 merchant.</summary>
    public const string LeftOut = """
        SELECT a.customer_id FROM customer_aliases a WHERE a.merchant_id = $1
        UNION SELECT c.id FROM customers c WHERE c.merchant_id = $1 AND c.profiling_objected_at IS NOT NULL
        UNION SELECT a.person_id FROM customers c JOIN customer_aliases a ON a.merchant_id = $1 AND a.customer_id = c.id WHERE c.merchant_id = $1 AND c.profiling_objected_at IS NOT NULL
        """;

    private const string All = $"""
        SELECT d.customer_id, {DayNumber.Sql}, d.spend::float8, d.orders FROM order_days d
        WHERE d.merchant_id = $1 AND d.customer_id <> {Nobody.Id} ORDER BY d.customer_id, d.day
        """;

    /// <summary>One row: the days and what was spent on each, ascending, up to <c>$2</c>; NULL without any. For use in a lateral join with <c>s.customer_id</c>.</summary>
    public const string OfOne = $"""
        (SELECT array_agg({DayNumber.Sql} ORDER BY d.day) AS days, array_agg(d.spend::float8 ORDER BY d.day) AS spend
         FROM order_days d WHERE d.merchant_id = $1 AND d.customer_id = s.customer_id AND d.day <= $2)
        """;

    /// <summary>All buyers, streamed into arrays.</summary>
    public static async Task<BuyerLog> ReadAsync(MerchantScope scope, LocalDate asOf, CancellationToken cancellationToken)
    {
        await using var batch = scope.Batch();
        batch.Timeout = 0;
        batch.Add(LeftOut, scope.MerchantId);
        batch.Add(All, scope.MerchantId);
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        var results = new ResultSets(reader, cancellationToken);
        var leftOut = (await results.FirstAsync(r => r.GetGuid(0))).ToHashSet();
        await reader.NextResultAsync(cancellationToken);
        return await ReadAllAsync(reader, leftOut, DayNumber.Of(asOf), cancellationToken);
    }

    public static BuyerOrders? OrdersAt(NpgsqlDataReader row, int days, int spend) =>
        row.IsDBNull(days) ? null : BuyerOrders.Of(row.GetFieldValue<int[]>(days), row.GetFieldValue<double[]>(spend));

    private static async Task<BuyerLog> ReadAllAsync(NpgsqlDataReader reader, HashSet<Guid> leftOut, int asOf, CancellationToken cancellationToken)
    {
        var (customers, days, values, offsets, later) = (new List<Guid>(), new List<int>(), new List<double>(), new List<int>(), 0L);
        while (await reader.ReadAsync(cancellationToken))
        {
            var customer = reader.GetGuid(0);
            if (leftOut.Contains(customer))
                continue;
            var day = reader.GetInt32(1);
            if (day > asOf)
            {
                later += reader.GetInt32(3);
                continue;
            }

            if (customers.Count == 0 || customers[^1] != customer)
            {
                customers.Add(customer);
                offsets.Add(days.Count);
            }

            days.Add(day);
            values.Add(reader.GetDouble(2));
        }

        offsets.Add(days.Count);
        return new BuyerLog([.. customers], [.. days], [.. values], [.. offsets], later);
    }
}
