using RetentionApi.Platform.Jobs;

namespace RetentionApi.Messaging;

/// <summary>Every minute: what customers are to be told now.</summary>
internal sealed class DueNoticeJob(DueNotices notices) : IJob
{
    public static string WhoHasWork => DueNotices.WhoHasWork;

    public async Task<JobSummary> RunAsync(Guid merchantId, CancellationToken cancellationToken)
    {
        var summary = JobSummary.Zero("handedOver", "held");
        for (var batch = await notices.RunBatchAsync(merchantId, cancellationToken); batch != JobSummary.Nothing; batch = await notices.RunBatchAsync(merchantId, cancellationToken))
            summary += batch;
        return summary;
    }
}
