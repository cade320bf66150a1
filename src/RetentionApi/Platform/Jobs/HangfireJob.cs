using Hangfire;

namespace RetentionApi.Platform.Jobs;

/// <summary>The one method that Hangfire calls. What it returns is kept with the run and shown in the dashboard.</summary>
/// <remarks>
/// Runs of one job may overlap where one takes longer than its interval: batches never meet, so they share the work. A run that is cut off is begun anew by Hangfire.
/// </remarks>
internal sealed class HangfireJob(JobRunner runner)
{
    [JobDisplayName("{0}")]
    [AutomaticRetry(Attempts = 3, DelaysInSeconds = [30, 120, 600])]
    public async Task<string> RunAsync(string name, CancellationToken cancellationToken) => (await runner.RunAsync(name, cancellationToken)).ToString();
}
