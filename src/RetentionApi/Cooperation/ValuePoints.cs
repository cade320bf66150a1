using Npgsql;
using RetentionApi.Domain.Cooperation;
using RetentionApi.Platform.Persistence;
using static RetentionApi.Platform.Persistence.SqlArrays;

namespace RetentionApi.Cooperation;

/// <summary>How it is kept what a customer values: what surveys and complaints say is derived, advice they chose is added. Twice for one source and value is once.</summary>
internal static class ValuePoints
{
    private const string Store = """
        INSERT INTO value_points (merchant_id, source, value, customer_id, points, occurred_at, reason)
        SELECT $1, p.* FROM unnest($2::text[], $3::text[], $4::uuid[], $5::float8[], $6::timestamptz[], $7::text[]) AS p ON CONFLICT DO NOTHING
        """;

    /// <summary>$2 the customers whose facts these follow from, all of them, $3 who objected to profiling: of them nothing is kept.</summary>
    private const string Learn = """
        WITH fact AS MATERIALIZED (
          SELECT * FROM unnest($4::text[], $5::text[], $6::uuid[], $7::float8[], $8::timestamptz[]) AS f(source, value, customer_id, points, occurred_at)),
        gone AS (
          DELETE FROM value_points v WHERE v.merchant_id = $1 AND v.customer_id = ANY(ARRAY(SELECT unnest($2::uuid[])))
            AND (v.customer_id = ANY($3) OR ((starts_with(v.source, 'surveyResponse:') OR starts_with(v.source, 'case:'))
              AND NOT EXISTS (SELECT 1 FROM fact f WHERE f.source = v.source AND f.value = v.value))))
        INSERT INTO value_points (merchant_id, source, value, customer_id, points, occurred_at) SELECT $1, * FROM fact
        ON CONFLICT (merchant_id, source, value) DO UPDATE SET points = excluded.points, occurred_at = excluded.occurred_at
        WHERE (value_points.points, value_points.occurred_at) <> (excluded.points, excluded.occurred_at)
        """;

    /// <summary>In a batch of the caller's.</summary>
    /// <param name="points">Each with the customer it is told of.</param>
    private static void Add(NpgsqlBatch batch, Guid merchantId, IReadOnlyList<(Guid CustomerId, ValuePoint Point)> points)
    {
        if (points.Count > 0)
            batch.Add(Store, merchantId, All(points, p => p.Point.Source), All(points, p => p.Point.Value.Word()), All(points, p => p.CustomerId), All(points, p => p.Point.Points),
                All(points, p => p.Point.OccurredAt), All(points, p => p.Point.Reason));
    }

    /// <summary>For the derivation: what surveys and complaints say, in place of what they said before.</summary>
    public static void AddLearnt(this NpgsqlBatch batch, Guid merchantId, Guid[] customerIds, Guid[] objectors, IReadOnlyList<(Guid CustomerId, ValuePoint Point)> points) =>
        batch.Add(Learn, merchantId, customerIds, objectors, All(points, p => p.Point.Source), All(points, p => p.Point.Value.Word()), All(points, p => p.CustomerId),
            All(points, p => p.Point.Points), All(points, p => p.Point.OccurredAt));

    /// <summary>In the transaction of a decision.</summary>
    public static async Task AddAsync(RetentionDbContext db, Guid customerId, IReadOnlyList<ValuePoint> points, CancellationToken cancellationToken)
    {
        await using var batch = db.Batch();
        Add(batch, db.MerchantId, [.. points.Select(p => (customerId, p))]);
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }
}
