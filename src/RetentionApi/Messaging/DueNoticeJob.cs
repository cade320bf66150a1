using RetentionApi.Platform.Jobs;

namespace RetentionApi.Messaging;

/// <summary>Every minute: what customers are to be told now.</summary>
internal sealed class DueNoticeJob(DueNotices notices, JobPace pace) : IJob
{
    public static string WhoHasWork => DueNotices.WhoHasWork;

    public async Task<JobSummary> RunAsync(Guid merchantId, CancellationToken cancellationToken) =>
        JobSummary.Zero("handedOver", "held") + await pace.RunAsync(() => notices.RunBatchAsync(merchantId, cancellationToken), cancellationToken);
}
