using RetentionApi.Platform.Jobs;

namespace RetentionApi.FollowUps;

/// <summary>Every minute: what nobody owns finds somebody, and what cannot wait for an absent owner a colleague.</summary>
internal sealed class AssignmentJob(Assignments assignments, JobPace pace) : IJob
{
    public static string WhoHasWork => Assignments.WhoHasWork;

    public async Task<JobSummary> RunAsync(Guid merchantId, CancellationToken cancellationToken) =>
        JobSummary.Of("assigned", await pace.RunAsync(() => assignments.RunBatchAsync(merchantId, cancellationToken), cancellationToken));
}
