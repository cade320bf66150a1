using System.Collections.Concurrent;
using NodaTime;
using RetentionApi.Platform.Persistence;
using RetentionApi.Platform.Security;

namespace RetentionApi.Platform.Jobs;

/// <summary>Finds the merchants that a job has work for, as the worker; then acts as one at a time.</summary>
internal sealed partial class JobRunner(IEnumerable<RecurringJob> jobs, IServiceScopeFactory scopes, Databases databases, IClock clock, TimeProvider time, ILogger<JobRunner> logger)
{
    /// <summary>To whom the last run of each job came here: whom it had no time for comes first in the next one.</summary>
    private readonly ConcurrentDictionary<string, Guid> reached = new();

    public RecurringJob? Find(string name) => jobs.FirstOrDefault(j => j.Name == name);

    /// <summary>By the clock, for all merchants, in turn. One that fails holds up nobody else, and one with much to do takes no more than its share of the time; when that is over, those who are left begin the next run.</summary>
    /// <exception cref="InvalidOperationException">It failed for some of them; all others were done.</exception>
    public async Task<JobSummary> RunAsync(string name, CancellationToken cancellationToken)
    {
        var job = Find(name) ?? throw new InvalidOperationException($"There is no job {name}.");
        var (began, failed, summary) = (time.GetTimestamp(), 0, JobSummary.Nothing);
        var waiting = new Queue<Guid>(InTurn(name, await WhoHasWorkAsync(job, cancellationToken)));
        while (job.TimeOfRun - time.GetElapsedTime(began) is var left && left > TimeSpan.Zero && waiting.TryDequeue(out var merchantId))
        {
            reached[name] = merchantId;
            try
            {
                summary += await RunAsync(job, merchantId, left / (waiting.Count + 1), cancellationToken);
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                failed++;
                LogFailed(exception, name, merchantId);
            }
        }

        LogDone(name, summary, failed, waiting.Count, time.GetElapsedTime(began).TotalMilliseconds);
        return failed == 0 ? summary : throw new InvalidOperationException($"Failed for {failed} merchants (see the log); for all others: {summary}.");
    }

    /// <summary>For one merchant, in a scope of its own, as the product itself.</summary>
    public Task<JobSummary> RunAsync(RecurringJob job, Guid merchantId, CancellationToken cancellationToken) => RunAsync(job, merchantId, null, cancellationToken);

    private async Task<JobSummary> RunAsync(RecurringJob job, Guid merchantId, TimeSpan? share, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        if (share is { } span)
            scope.ServiceProvider.GetRequiredService<JobPace>().EndWithin(span);
        scope.ServiceProvider.GetRequiredService<CallerContext>().Set(Caller.OfProduct(merchantId));
        return await job.RunAsync(scope.ServiceProvider, merchantId, cancellationToken);
    }

    private List<Guid> InTurn(string name, List<Guid> merchants)
    {
        merchants.Sort();
        var next = merchants.FindIndex(m => m.CompareTo(reached.GetValueOrDefault(name)) > 0);
        return next <= 0 ? merchants : [.. merchants[next..], .. merchants[..next]];
    }

    private async Task<List<Guid>> WhoHasWorkAsync(RecurringJob job, CancellationToken cancellationToken)
    {
        await using var connection = await databases.Jobs.OpenConnectionAsync(cancellationToken);
        await using var batch = connection.CreateBatch();
        batch.Add(job.WhoHasWork, clock.GetCurrentInstant());
        return await batch.AllAsync(row => row.GetGuid(0), cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Job {Name}: {Summary}; failed for {Failed} merchants, {Waiting} wait for the next run; {Milliseconds:F0} ms")]
    private partial void LogDone(string name, JobSummary summary, int failed, int waiting, double milliseconds);

    [LoggerMessage(Level = LogLevel.Error, Message = "Job {Name} failed for merchant {MerchantId}")]
    private partial void LogFailed(Exception exception, string name, Guid merchantId);
}
