using System.Text.Json;
using NodaTime;
using Npgsql;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Json;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Platform.Idempotency;

/// <summary>The statements by which an answer is kept and found again; decisions and reports share them.</summary>
internal static class IdempotencyStatements
{
    /// <summary>Without waiting: a waiting twin would hold a connection.</summary>
    private const string Lock = "SELECT pg_try_advisory_xact_lock(hashtextextended($1, 0))";

    /// <summary>A statement of its own: one that takes the lock sees the rows as they were before it had it, without what the twin committed just then.</summary>
    /// <remarks>Whether it has expired is told and not asked for: while the table is new, the planner would look for that, and read all that has not.</remarks>
    private const string Find = "SELECT request_hash, outcome, response, expires_at <= $4 FROM idempotency_keys WHERE merchant_id = $1 AND operation = $2 AND key = $3";

    /// <summary>An expired row of the same key is overwritten: it was only not yet purged. A living one is not: all is rolled back, and the next try replays it.</summary>
    private const string Insert = """
        WITH kept AS (
          INSERT INTO idempotency_keys AS k (merchant_id, operation, key, request_hash, outcome, response, expires_at)
          VALUES ($1, $2, $3, $4, $5, $6, $7)
          ON CONFLICT (merchant_id, operation, key) DO UPDATE
          SET request_hash = excluded.request_hash, outcome = excluded.outcome, response = excluded.response, expires_at = excluded.expires_at
          WHERE k.expires_at <= $8 RETURNING 1)
        SELECT must_store((SELECT count(*) FROM kept))
        """;

    private static readonly Error Reused = Error.Refused("idempotency.key_reused", "This Idempotency-Key was used for another request: make a new one.");

    private static readonly Error InProgress = Error.Conflict("idempotency.in_progress", "The first request with this key is still under way: try again in a second.");

    public static void AddLockAndFind(this NpgsqlBatch batch, Guid merchantId, IdempotencyContext context, Instant now)
    {
        batch.Add(Lock, context.LockName(merchantId));
        batch.Add(Find, merchantId, context.Operation, context.Key, now);
    }

    public static void AddInsert<TView>(this NpgsqlBatch batch, Guid merchantId, IdempotencyContext context, Written<TView> written, Instant now)
    {
        var view = JsonSerializer.Serialize(written.View is IShownOnce<TView> secret ? secret.WithoutSecret() : written.View, JsonDefaults.Options);
        batch.Add(Insert, merchantId, context.Operation, context.Key, context.RequestHash, written.Outcome.Word(), view, now + IdempotencyContext.Kept, now);
    }

    /// <summary>From the two results of <see cref="AddLockAndFind"/>. Null: nobody answered yet, go on.</summary>
    public static async Task<Result<Written<TView>>?> ReadAsync<TView>(NpgsqlDataReader reader, IdempotencyContext context, CancellationToken cancellationToken)
    {
        await reader.ReadAsync(cancellationToken);
        context.IsInProgress = !reader.GetBoolean(0);
        if (context.IsInProgress)
            return InProgress;
        await reader.NextResultAsync(cancellationToken);
        if (!await reader.ReadAsync(cancellationToken) || reader.GetBoolean(3))
            return null;
        if (!reader.GetFieldValue<byte[]>(0).AsSpan().SequenceEqual(context.RequestHash))
            return Reused;
        context.IsReplayed = true;
        var view = JsonSerializer.Deserialize<TView>(reader.GetString(2), JsonDefaults.Options)!;
        return new Written<TView>(view, EnumWords.Parse<Outcome>(reader.GetString(1)));
    }
}
