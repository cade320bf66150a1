using NodaTime;
using RetentionApi.Messaging;
using RetentionApi.Platform.Jobs;

namespace RetentionApi.FollowUps;

/// <summary>Every minute: what is due now, and what is left of messages whose duty ended while they waited.</summary>
internal sealed class DueFollowUpJob(DueFollowUps followUps, JobBatches batches, JobPace pace, IClock clock) : IJob
{
    public static string WhoHasWork => $"{DueFollowUps.WhoHasWork} UNION {MessageWrites.WhoHasLeftOvers}";

    public async Task<JobSummary> RunAsync(Guid merchantId, CancellationToken cancellationToken)
    {
        var summary = JobSummary.Zero("handedOver", "held", "forStaff") + await pace.RunAsync(() => followUps.RunBatchAsync(merchantId, cancellationToken), cancellationToken);
        return summary + JobSummary.Of("suppressed", await batches.RunAsync(merchantId, MessageWrites.SuppressLeftOvers, cancellationToken, clock.GetCurrentInstant()));
    }
}
