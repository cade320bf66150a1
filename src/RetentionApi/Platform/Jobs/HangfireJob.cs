using Hangfire;

namespace RetentionApi.Platform.Jobs;

/// <summary>The one method that Hangfire calls. What it returns is kept with the run and shown in the dashboard.</summary>
/// <remarks>
/// Runs of one job overlap where there are several instances, or a single batch takes longer than the interval: no row is in two batches, and what counts as a whole is under a lock
/// of the merchant's, so they share the work. A run that is cut off is begun anew by Hangfire.
/// </remarks>
internal sealed class HangfireJob(JobRunner runner)
{
    [JobDisplayName("{0}")]
    [AutomaticRetry(Attempts = 3, DelaysInSeconds = [30, 120, 600])]
    public async Task<string> RunAsync(string name, CancellationToken cancellationToken) => (await runner.RunAsync(name, cancellationToken)).ToString();
}
