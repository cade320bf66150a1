namespace RetentionApi.Platform.Jobs;

/// <summary>
/// How hard a run may work. One by the clock rests several times as long as it worked, so that whoever asks meanwhile is answered as ever, and leaves what its time is too short
/// for to the next one. One that somebody asked for does neither.
/// </summary>
internal sealed class JobPace(TimeProvider time)
{
    public const int RestsTimes = 7;

    /// <summary>What is done sooner disturbs nobody.</summary>
    public static readonly TimeSpan NoEffort = TimeSpan.FromMilliseconds(100);

    private readonly long began = time.GetTimestamp();

    private TimeSpan? ends;

    private TimeSpan resumed;

    private TimeSpan Now => time.GetElapsedTime(began);

    /// <summary>Whether what waits for others, and needs no rest, has to leave the rest to the next run.</summary>
    public bool IsOver => Now >= ends;

    /// <summary>From now on it rests, and ends after that time at the latest, but for the batch it is at.</summary>
    public void EndWithin(TimeSpan span) => (resumed, ends) = (Now, Now + span);

    /// <summary>Does batches until one finds nothing, or until its time is over.</summary>
    public async Task<JobSummary> RunAsync(Func<Task<JobSummary>> batchAsync, CancellationToken cancellationToken)
    {
        var (summary, batch) = (JobSummary.Nothing, JobSummary.Nothing);
        do
            summary += batch = await batchAsync();
        while (batch != JobSummary.Nothing && await RestAsync(cancellationToken));
        return summary;
    }

    /// <summary>The same of batches that say how many they did.</summary>
    public async Task<int> RunAsync(Func<Task<int>> batchAsync, CancellationToken cancellationToken)
    {
        var (done, batch) = (0, 0);
        do
            done += batch = await batchAsync();
        while (batch > 0 && await RestAsync(cancellationToken));
        return done;
    }

    /// <summary>After each batch.</summary>
    /// <returns>Whether there is time for another.</returns>
    public async Task<bool> RestAsync(CancellationToken cancellationToken)
    {
        if (ends is null)
            return true;
        var worked = Now - resumed;
        var rest = worked < NoEffort ? TimeSpan.Zero : RestsTimes * worked;
        if (Now + rest >= ends)
            return false;
        await Task.Delay(rest, time, cancellationToken);
        resumed = Now;
        return true;
    }
}
