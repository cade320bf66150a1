using System.Text.Json;
using NodaTime;
using Npgsql;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Json;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Platform.Idempotency;

/// <summary>The two statements by which an answer is kept and found again; decisions and reports share them.</summary>
internal static class IdempotencyStatements
{
    /// <summary>Locks the key without waiting (a waiting twin would hold a connection) and reads what was answered.</summary>
    private const string LockAndFind = """
        SELECT l.locked, k.request_hash, k.outcome, k.response
        FROM (SELECT pg_try_advisory_xact_lock(hashtextextended($1, 0)) AS locked) l
        LEFT JOIN idempotency_keys k ON k.merchant_id = $2 AND k.operation = $3 AND k.key = $4 AND k.expires_at > $5
        """;

    /// <summary>An expired row of the same key is overwritten: it was only not yet purged.</summary>
    public const string Insert = """
        INSERT INTO idempotency_keys (merchant_id, operation, key, request_hash, outcome, response, expires_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7)
        ON CONFLICT (merchant_id, operation, key) DO UPDATE
        SET request_hash = excluded.request_hash, outcome = excluded.outcome, response = excluded.response, expires_at = excluded.expires_at
        """;

    private static readonly Error Reused = Error.Refused("idempotency.key_reused", "This Idempotency-Key was used for another request: make a new one.");

    private static readonly Error InProgress = Error.Conflict("idempotency.in_progress", "The first request with this key is still under way: try again in a second.");

    public static void AddLockAndFind(this NpgsqlBatch batch, Guid merchantId, IdempotencyContext context, Instant now) =>
        batch.Add(LockAndFind, context.LockName(merchantId), merchantId, context.Operation, context.Key, now);

    public static void AddInsert<TView>(this NpgsqlBatch batch, Guid merchantId, IdempotencyContext context, Written<TView> written, Instant now) =>
        batch.Add(Insert, Values(merchantId, context, written, now));

    /// <summary>In the order of <see cref="Insert"/>.</summary>
    public static object[] Values<TView>(Guid merchantId, IdempotencyContext context, Written<TView> written, Instant now) =>
    [
        merchantId, context.Operation, context.Key!, context.RequestHash, written.Outcome.Word(),
        JsonSerializer.Serialize(written.View is IShownOnce<TView> secret ? secret.WithoutSecret() : written.View, JsonDefaults.Options), now + IdempotencyContext.Kept,
    ];

    /// <summary>Null: nobody answered yet, go on.</summary>
    public static async Task<Result<Written<TView>>?> ReadAsync<TView>(NpgsqlDataReader reader, IdempotencyContext context, CancellationToken cancellationToken)
    {
        await reader.ReadAsync(cancellationToken);
        context.IsInProgress = !reader.GetBoolean(0);
        if (context.IsInProgress)
            return InProgress;
        if (await reader.IsDBNullAsync(1, cancellationToken))
            return null;
        if (!reader.GetFieldValue<byte[]>(1).AsSpan().SequenceEqual(context.RequestHash))
            return Reused;
        context.IsReplayed = true;
        var view = JsonSerializer.Deserialize<TView>(reader.GetString(3), JsonDefaults.Options)!;
        return new Written<TView>(view, EnumWords.Parse<Outcome>(reader.GetString(2)));
    }
}
