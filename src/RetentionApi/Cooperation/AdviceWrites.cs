using System.Text.Json;
using Npgsql;
using RetentionApi.Domain.Cooperation;
using RetentionApi.Platform.Json;
using RetentionApi.Platform.Persistence;
using static RetentionApi.Platform.Persistence.SqlArrays;

namespace RetentionApi.Cooperation;

/// <summary>Records the advice of messages, many at once, with its entry in the timeline.</summary>
internal static class AdviceWrites
{
    private const string Store = """
        WITH fact AS MATERIALIZED (
          SELECT * FROM unnest($2::uuid[], $3::uuid[], $4::text[], $5::jsonb[], $6::timestamptz[], $7::text[], $8::text[])
            AS a(id, customer_id, category, products, given_at, channel, cause)),
        entry AS (
          INSERT INTO timeline_entries (merchant_id, customer_id, occurred_at, id, kind, subject_id, summary)
          SELECT $1, customer_id, given_at, id, 'adviceGiven', id, category FROM fact ON CONFLICT DO NOTHING)
        INSERT INTO advice (merchant_id, id, customer_id, category, products, given_at, channel, cause, version)
        SELECT $1, id, customer_id, category, products, given_at, channel, cause, 1 FROM fact
        """;

    /// <param name="given">Each of a category.</param>
    public static void AddAdvice(this NpgsqlBatch batch, Guid merchantId, IReadOnlyList<GivenAdvice> given)
    {
        if (given.Count > 0)
            batch.Add(Store, merchantId, All(given, a => a.Id), All(given, a => a.CustomerId), All(given, a => a.Category), All(given, a => JsonSerializer.Serialize(a.Products, JsonDefaults.Options)),
                All(given, a => a.GivenAt), All(given, a => a.Channel.Word()), All(given, a => a.Cause));
    }
}
