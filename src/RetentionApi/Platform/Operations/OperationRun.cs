using System.Text.Json;
using NodaTime;
using Npgsql;
using RetentionApi.Platform.Json;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Platform.Operations;

/// <summary>An operation in the hands of this process: its sign of life, its progress, and the news that it is to stop.</summary>
internal sealed class OperationRun(MerchantScope scope, ClaimedOperation operation, IClock clock, CancellationToken stopping) : IDisposable
{
    private static readonly TimeSpan BeatEvery = TimeSpan.FromSeconds(5);

    private const string Beat = """
        UPDATE operations SET heartbeat_at = $4, done = $5, total = $6, failed = $7 WHERE merchant_id = $1 AND id = $2 AND run_id = $3 RETURNING is_cancel_requested
        """;

    private readonly CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(stopping);
    private long done = operation.Done;
    private long? total = operation.Total;
    private long failed = operation.Failed;

    public Guid MerchantId => scope.MerchantId;

    public Guid Id => operation.Id;

    /// <summary>Ends the work: somebody asked for it, the service stops, or the operation has gone into other hands.</summary>
    public CancellationToken Token => stop.Token;

    public bool IsCancelRequested { get; private set; } = operation.IsCancelRequested;

    public T Request<T>() => JsonSerializer.Deserialize<T>(operation.Request, JsonDefaults.Options)!;

    /// <summary>Shows how far the work is, and hears whether it is to stop.</summary>
    /// <param name="ofTotal">Null: not known.</param>
    public Task ReportAsync(long nowDone, long? ofTotal, long nowFailed = 0)
    {
        (done, total, failed) = (nowDone, ofTotal, nowFailed);
        return BeatAsync();
    }

    /// <summary>Gives a sign of life until <paramref name="work"/> has ended.</summary>
    public async Task BeatWhileAsync(Task work)
    {
        while (await Task.WhenAny(work, Task.Delay(BeatEvery, CancellationToken.None)) != work)
        {
            try
            {
                await BeatAsync();
            }
            catch (NpgsqlException exception) when (exception.IsTransient)
            {
                // A missed beat or two do no harm; where the database stays away the work itself will tell.
            }
        }
    }

    public void Dispose() => stop.Dispose();

    private async Task BeatAsync()
    {
        await using var batch = scope.Batch();
        batch.Add(Beat, MerchantId, Id, operation.RunId, clock.GetCurrentInstant(), done, SqlValue.Of(total), failed);
        var answer = await batch.ExecuteScalarAsync(CancellationToken.None);
        IsCancelRequested = answer is true;
        if (answer is not false)
            await stop.CancelAsync();
    }
}
