namespace RetentionApi.Platform.Operations;

/// <param name="Server">Whether this instance does background work; tests and instances that only answer requests do not.</param>
internal sealed record OperationOptions(bool Server = true);

/// <summary>Does queued operations: one of a kind at a time in each instance, so that a long import keeps no fit waiting.</summary>
internal sealed partial class OperationWorker(OperationOptions options, IEnumerable<IOperationWork> works, OperationRuns runs, ILogger<OperationWorker> logger) : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1), AfterFailure = TimeSpan.FromSeconds(5);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        options.Server ? Task.WhenAll(works.Select(work => WorkAsync(work, stoppingToken))) : Task.CompletedTask;

    private async Task WorkAsync(IOperationWork work, CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            var pause = LookEvery;
            try
            {
                if (await runs.RunNextAsync(work, stopping))
                    continue;
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                LogLookFailed(exception, work.Kind);
                pause = AfterFailure;
            }

            await Task.Delay(pause, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Looking for operations of kind {Kind} failed; it goes on")]
    private partial void LogLookFailed(Exception exception, string kind);
}

internal static class OperationRegistration
{
    /// <summary>Each capability with long work adds its own <see cref="IOperationWork"/>.</summary>
    public static IServiceCollection AddOperations(this IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton(new OperationOptions(configuration.GetValue("Jobs:Server", true)))
        .AddSingleton<OperationQueue>()
        .AddSingleton<OperationRuns>()
        .AddHostedService<OperationWorker>();
}
