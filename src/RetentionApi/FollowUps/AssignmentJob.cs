using RetentionApi.Platform.Jobs;

namespace RetentionApi.FollowUps;

/// <summary>Every minute: what nobody owns finds somebody, and what cannot wait for an absent owner a colleague.</summary>
internal sealed class AssignmentJob(Assignments assignments) : IJob
{
    public static string WhoHasWork => Assignments.WhoHasWork;

    public async Task<JobSummary> RunAsync(Guid merchantId, CancellationToken cancellationToken)
    {
        var assigned = 0;
        for (var batch = await assignments.RunBatchAsync(merchantId, cancellationToken); batch > 0; batch = await assignments.RunBatchAsync(merchantId, cancellationToken))
            assigned += batch;
        return JobSummary.Of("assigned", assigned);
    }
}
