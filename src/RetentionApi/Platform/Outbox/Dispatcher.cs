namespace RetentionApi.Platform.Outbox;

/// <summary>Works what commits left behind: at once for this instance's own, within half a second for what others left. Merchants in turn, one batch each.</summary>
internal sealed class Dispatcher(
    OutboxOptions options, OutboxSignal signal, OutboxBatches batches, OutboxSweep sweep, ILogger<Dispatcher> logger) : BackgroundService
{
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
        foreach (var merchantId in await sweep.LookAsync(stopping))
            signal.Wake(merchantId);
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
