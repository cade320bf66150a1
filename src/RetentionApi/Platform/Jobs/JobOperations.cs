using System.Text.Json;
using System.Threading.Channels;
using NodaTime;
using Npgsql;
using RetentionApi.Platform.Errors;
using RetentionApi.Platform.Json;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Platform.Jobs;

/// <summary>Runs the jobs that callers asked for: its own instance's at once, what others left within seconds, what a crash cut off when its lease has ended.</summary>
internal sealed partial class JobOperations(JobRunner runner, MerchantDatabases merchants, Databases databases, IClock clock, ILogger<JobOperations> logger) : BackgroundService
{
    public const string Kind = "job";

    private const string Open = "kind = 'job' AND (status = 'queued' OR (status = 'running' AND started_at <= $1))";

    /// <summary>Jobs may run twice: one that was cut off simply begins anew.</summary>
    private const string Claim = """
        UPDATE operations SET status = CASE WHEN is_cancel_requested THEN 'cancelled' ELSE 'running' END, started_at = $3, ended_at = CASE WHEN is_cancel_requested THEN $3 END
        WHERE merchant_id = $1 AND id = $2 AND (status = 'queued' OR (status = 'running' AND started_at <= $4)) RETURNING request::text, is_cancel_requested
        """;

    private const string End = "UPDATE operations SET status = $3, result = $4::jsonb, problem = $5::jsonb, ended_at = $6, done = $7 WHERE merchant_id = $1 AND id = $2 AND status = 'running'";

    private static readonly Duration Lease = Duration.FromMinutes(10);

    private static readonly TimeSpan SweepEvery = TimeSpan.FromSeconds(5);

    private readonly Channel<bool> wakes = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Wake() => wakes.Writer.TryWrite(true);

    /// <summary>All that wait, one after the other.</summary>
    public async Task RunWaitingAsync(CancellationToken cancellationToken)
    {
        foreach (var (merchantId, id) in await WaitingAsync(cancellationToken))
            await RunAsync(merchantId, id, cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await RunWaitingAsync(stoppingToken);
                using var sweep = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
                sweep.CancelAfter(SweepEvery);
                await wakes.Reader.ReadAsync(sweep.Token);
            }
            catch (OperationCanceledException)
            {
                // time to sweep, or to stop
            }
            catch (NpgsqlException exception)
            {
                LogAway(exception);
                await Task.Delay(SweepEvery, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task RunAsync(Guid merchantId, Guid id, CancellationToken cancellationToken)
    {
        if (await ClaimAsync(merchantId, id, cancellationToken) is not { } name)
            return;
        try
        {
            var summary = await runner.RunAsync(runner.Find(name)!, merchantId, cancellationToken);
            await EndAsync(merchantId, id, "succeeded", summary.Counts, null, summary.Counts.Values.Sum());
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            LogFailed(exception, name, merchantId, id);
            await EndAsync(merchantId, id, "failed", null, new ProblemDetailsWithCode(JobProblems.Failed), 0);
        }
    }

    private async Task<List<(Guid MerchantId, Guid Id)>> WaitingAsync(CancellationToken cancellationToken)
    {
        await using var connection = await databases.Jobs.OpenConnectionAsync(cancellationToken);
        await using var batch = connection.CreateBatch();
        batch.Add($"SELECT merchant_id, id FROM operations WHERE {Open} ORDER BY created_at", clock.GetCurrentInstant() - Lease);
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        return await new ResultSets(reader, cancellationToken).FirstAsync(row => (row.GetGuid(0), row.GetGuid(1)));
    }

    /// <returns>The job's name; null where another instance was faster, or the caller has changed their mind.</returns>
    private async Task<string?> ClaimAsync(Guid merchantId, Guid id, CancellationToken cancellationToken)
    {
        var now = clock.GetCurrentInstant();
        await using var batch = merchants.JobScope(merchantId).Batch();
        batch.Add(Claim, merchantId, id, now, now - Lease);
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) && !reader.GetBoolean(1) ? JsonSerializer.Deserialize<JobRequest>(reader.GetString(0), JsonDefaults.Options)!.Name : null;
    }

    private async Task EndAsync(Guid merchantId, Guid id, string status, object? result, object? problem, long done)
    {
        await using var batch = merchants.JobScope(merchantId).Batch();
        batch.Add(End, merchantId, id, status, SqlValue.Of(Json(result)), SqlValue.Of(Json(problem)), clock.GetCurrentInstant(), done);
        await batch.ExecuteNonQueryAsync(CancellationToken.None); // what is done is done, also while the service stops
    }

    private static string? Json(object? value) => value is null ? null : JsonSerializer.Serialize(value, value.GetType(), JsonDefaults.Options);

    [LoggerMessage(Level = LogLevel.Error, Message = "Job {Name} of merchant {MerchantId}, operation {OperationId}, failed")]
    private partial void LogFailed(Exception exception, string name, Guid merchantId, Guid operationId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The database is away; waiting jobs are looked for again shortly")]
    private partial void LogAway(Exception exception);
}
