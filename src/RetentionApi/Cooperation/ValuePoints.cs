using Npgsql;
using RetentionApi.Domain.Cooperation;
using RetentionApi.Platform.Persistence;
using static RetentionApi.Platform.Persistence.SqlArrays;

namespace RetentionApi.Cooperation;

/// <summary>The one way by which surveys, cases and advice add to what is known of a customer's values. Twice for one source and value is once.</summary>
internal static class ValuePoints
{
    private const string Store = """
        INSERT INTO value_points (merchant_id, source, value, customer_id, points, occurred_at, reason)
        SELECT $1, p.* FROM unnest($2::text[], $3::text[], $4::uuid[], $5::float8[], $6::timestamptz[], $7::text[]) AS p ON CONFLICT DO NOTHING
        """;

    /// <summary>In a batch of the caller's.</summary>
    /// <param name="points">Each with the customer it is told of.</param>
    public static void Add(NpgsqlBatch batch, Guid merchantId, IReadOnlyList<(Guid CustomerId, ValuePoint Point)> points)
    {
        if (points.Count > 0)
            batch.Add(Store, merchantId, All(points, p => p.Point.Source), All(points, p => p.Point.Value.Word()), All(points, p => p.CustomerId), All(points, p => p.Point.Points),
                All(points, p => p.Point.OccurredAt), All(points, p => p.Point.Reason));
    }

    /// <summary>In the transaction of a decision.</summary>
    public static async Task AddAsync(RetentionDbContext db, Guid customerId, IReadOnlyList<ValuePoint> points, CancellationToken cancellationToken)
    {
        await using var batch = db.Batch();
        Add(batch, db.MerchantId, [.. points.Select(p => (customerId, p))]);
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }
}
