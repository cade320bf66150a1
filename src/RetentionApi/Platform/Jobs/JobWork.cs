using RetentionApi.Domain.Common;
using RetentionApi.Platform.Operations;

namespace RetentionApi.Platform.Jobs;

/// <summary>What an operation of kind <c>job</c> was asked to do.</summary>
internal sealed record JobRequest(string Name);

/// <summary>A job that a caller asked for, for that caller's merchant alone. What was cut off begins anew: jobs may run twice.</summary>
internal sealed class JobWork(JobRunner runner) : IOperationWork
{
    public const string KindOfOperation = "job";

    public string Kind => KindOfOperation;

    public async Task<Result<object>> RunAsync(OperationRun run, CancellationToken cancellationToken)
    {
        if (runner.Find(run.Request<JobRequest>().Name) is not { } job)
            return JobProblems.NotFound;
        var summary = await runner.RunAsync(job, run.MerchantId, cancellationToken);
        await run.ReportAsync(summary.Counts.Values.Sum(), null);
        return Result<object>.Ok(summary.Counts);
    }
}
