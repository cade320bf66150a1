using NodaTime;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Operations;
using RetentionApi.Platform.Outbox;
using RetentionApi.Platform.Persistence;
using RetentionApi.Relationships;

namespace RetentionApi.Customers;

/// <summary>
/// Asks for every customer to be derived anew, a few thousand at a time and only as fast as the dispatcher works them, so that what happens meanwhile never waits
/// behind a million old ones. After a restart it begins anew: deriving twice does no harm.
/// </summary>
internal sealed class RecomputeWork(MerchantDatabases databases, IClock clock) : IOperationWork
{
    public const string KindOfOperation = "recompute";

    private const int BatchSize = 2_000, MostWaiting = 4_000;

    private static readonly TimeSpan LookAgainAfter = TimeSpan.FromMilliseconds(250);

    /// <summary>They share their id, for the customer is in the key.</summary>
    private const string AskSome = """
        WITH part AS MATERIALIZED (
          SELECT s.customer_id FROM customer_standings s WHERE s.merchant_id = $1 AND s.customer_id > $2 ORDER BY s.customer_id LIMIT $3),
        asked AS (
          INSERT INTO outbox_messages (merchant_id, customer_id, id, kind, occurred_at, due_at, attempts)
          SELECT $1, customer_id, $4, $5, $6, $6, 0 FROM part ON CONFLICT DO NOTHING)
        SELECT (SELECT count(*) FROM part), (SELECT customer_id FROM part ORDER BY customer_id DESC LIMIT 1)
        """;

    private const string Waiting = """
        SELECT count(*) FROM (SELECT 1 FROM outbox_messages o WHERE o.merchant_id = $1 AND o.kind = $2 AND o.parked_at IS NULL LIMIT $3) waiting
        """;

    public string Kind => KindOfOperation;

    /// <summary>For a decision that changes what all customers stand on.</summary>
    /// <returns>The operation's id.</returns>
    public static Guid Ask(RetentionDbContext db, Instant now)
    {
        var id = Ids.New(now);
        db.Add(new OperationRow { MerchantId = db.MerchantId, Id = id, Kind = KindOfOperation, CreatedAt = now });
        return id;
    }

    public async Task<Result<object>> RunAsync(OperationRun run, CancellationToken cancellationToken)
    {
        var scope = databases.JobScope(run.MerchantId);
        var (total, asked, last) = (await new EveryCustomer(scope).CountAsync(cancellationToken), 0L, Guid.Empty);
        while (await AskAsync(scope, run.Id, last, cancellationToken) is { Count: > 0 } some)
        {
            (asked, last) = (asked + some.Count, some.Last);
            await run.ReportAsync(asked, total);
            while (await WaitingAsync(scope, cancellationToken) >= MostWaiting)
                await Task.Delay(LookAgainAfter, cancellationToken);
        }

        return Result<object>.Ok(new Recomputed(asked));
    }

    private async Task<(long Count, Guid Last)> AskAsync(MerchantScope scope, Guid id, Guid after, CancellationToken cancellationToken)
    {
        await using var batch = scope.Batch();
        batch.Add(AskSome, scope.MerchantId, after, BatchSize, id, (short)OutboxKind.Recompute, clock.GetCurrentInstant());
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return (reader.GetInt64(0), reader.ValueOrNull<Guid>(1) ?? after);
    }

    private static async Task<long> WaitingAsync(MerchantScope scope, CancellationToken cancellationToken)
    {
        await using var batch = scope.Batch();
        batch.Add(Waiting, scope.MerchantId, (short)OutboxKind.Recompute, MostWaiting);
        return (long)(await batch.ExecuteScalarAsync(cancellationToken))!;
    }

    /// <param name="Customers">How many are derived anew.</param>
    private sealed record Recomputed(long Customers);
}
