using NodaTime;
using Npgsql;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Platform.Outbox;

/// <summary>Works what commits left behind: at once for this instance's own, within half a second for what others left. Merchants in turn, one batch each.</summary>
internal sealed class Dispatcher(
    OutboxOptions options, OutboxSignal signal, OutboxBatches batches, OutboxLag lag, Databases databases, IClock clock, ILogger<Dispatcher> logger) : BackgroundService
{
    private const string WhoHasWork = """
        SELECT m.merchant_id, w.oldest FROM merchants m
        CROSS JOIN LATERAL (SELECT o.due_at AS oldest FROM outbox_messages o WHERE o.merchant_id = m.merchant_id AND o.parked_at IS NULL AND o.due_at <= $1 ORDER BY o.due_at LIMIT 1) w
        """;

    private static readonly TimeSpan SweepEvery = TimeSpan.FromMilliseconds(500), AfterFailure = TimeSpan.FromSeconds(2);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => options.Enabled
        ? Task.WhenAll([SweepAsync(stoppingToken), .. Enumerable.Range(0, options.Workers).Select(_ => WorkAsync(stoppingToken))])
        : Task.CompletedTask;

    private Task WorkAsync(CancellationToken stopping) => ForeverAsync(async () =>
    {
        var merchantId = await signal.NextAsync(stopping);
        if (await batches.RunAsync(merchantId, stopping) > 0)
            signal.Wake(merchantId); // to the end of the queue: other merchants come first
    }, stopping);

    private Task SweepAsync(CancellationToken stopping) => ForeverAsync(async () =>
    {
        await using (var connection = await databases.Dispatcher.OpenConnectionAsync(stopping))
        {
            await using var command = new NpgsqlCommand(WhoHasWork, connection);
            var now = clock.GetCurrentInstant();
            command.Parameters.Add(new NpgsqlParameter { Value = now });
            await using var reader = await command.ExecuteReaderAsync(stopping);
            Instant? oldest = null;
            while (await reader.ReadAsync(stopping))
            {
                signal.Wake(reader.GetGuid(0));
                var due = reader.GetFieldValue<Instant>(1);
                oldest = oldest < due ? oldest : due;
            }

            lag.Seen(oldest, now);
        }

        var jitter = Random.Shared.Next(-100, 100);
        await Task.Delay(SweepEvery + TimeSpan.FromMilliseconds(jitter), stopping);
    }, stopping);

    private async Task ForeverAsync(Func<Task> step, CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await step();
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                logger.LogError(exception, "The dispatcher failed and goes on");
                await Task.Delay(AfterFailure, stopping).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            }
        }
    }
}
