using RetentionApi.Platform.Jobs;

namespace RetentionApi.FollowUps;

/// <summary>Every minute: what nobody owns finds somebody, and what cannot wait for an absent owner a colleague.</summary>
internal sealed class AssignmentJob(Assignments assignments, JobPace pace) : IJob
{
    public static string WhoHasWork => Assignments.WhoHasWork;

    public async Task<JobSummary> RunAsync(Guid merchantId, CancellationToken cancellationToken)
    {
        var assigned = 0;
        int batch;
        do
            assigned += batch = await assignments.RunBatchAsync(merchantId, cancellationToken);
        while (batch > 0 && await pace.RestAsync(cancellationToken));
        return JobSummary.Of("assigned", assigned);
    }
}
