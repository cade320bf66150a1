using NodaTime;
using Npgsql;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Outbox;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Platform.Idempotency;

/// <summary>A reported fact in two round trips: one batch that begins, locks the key and reads; one that writes, keeps the answer and commits.
/// Disposing without a commit rolls back.</summary>
internal sealed class ReportSession(MerchantScope scope, IdempotencyContext idempotency, OutboxSignal signal, IClock clock, Action onCommit) : IAsyncDisposable
{
    private NpgsqlConnection? connection;

    public Instant Now { get; } = clock.GetCurrentInstant();

    public Guid MerchantId => scope.MerchantId;

    /// <summary>Reads what the fact needs. Null in the first place: nobody answered this key yet, and <paramref name="read"/> has been given the reader at its first result.</summary>
    public async Task<Result<Written<TView>>?> ReadAsync<TView>(
        Action<NpgsqlBatch> add, Func<NpgsqlDataReader, Task> read, CancellationToken cancellationToken)
    {
        connection ??= await scope.OpenAsync(cancellationToken);
        await using var batch = scope.BeginBatch(connection);
        if (idempotency.Key is not null)
            batch.AddLockAndFind(MerchantId, idempotency, Now);
        add(batch);
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        if (idempotency.Key is not null)
        {
            if (await IdempotencyStatements.ReadAsync<TView>(reader, idempotency, cancellationToken) is { } answered)
                return answered;
            await reader.NextResultAsync(cancellationToken);
        }

        await read(reader);
        return null;
    }

    /// <summary>For a further look in the same transaction, where what was read calls for one.</summary>
    public NpgsqlBatch Batch() => connection!.CreateBatch();

    /// <summary>Writes, keeps the answer and commits. A statement that must store something says so by <c>must_store</c>;
    /// where a twin was faster it raises, all is rolled back and <see cref="ReportBehaviour{TRequest,TView}"/> tries again.</summary>
    public async Task CommitAsync<TView>(Action<NpgsqlBatch> add, Written<TView> written, CancellationToken cancellationToken)
    {
        await using var batch = connection!.CreateBatch();
        add(batch);
        if (idempotency.Key is not null)
            batch.AddInsert(MerchantId, idempotency, written, Now);
        batch.Add("COMMIT");
        onCommit();
        await batch.ExecuteNonQueryAsync(cancellationToken);
        signal.Wake(MerchantId);
    }

    public async ValueTask DisposeAsync()
    {
        if (connection is not null)
            await connection.DisposeAsync(); // the pool rolls back what was not committed
    }
}

internal sealed class ReportSessions(MerchantScope scope, IdempotencyContext idempotency, OutboxSignal signal, IClock clock)
{
    /// <summary>Whether what was told last may have been kept, whatever became of the answer.</summary>
    public bool IsCommitSent { get; private set; }

    public ReportSession Open()
    {
        IsCommitSent = false;
        return new(scope, idempotency, signal, clock, () => IsCommitSent = true);
    }
}
