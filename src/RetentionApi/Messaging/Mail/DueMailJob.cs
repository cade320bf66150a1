using RetentionApi.Platform.Jobs;

namespace RetentionApi.Messaging.Mail;

/// <summary>Every minute: hands what is to go by mail to the mail server.</summary>
internal sealed class DueMailJob(DueMail mail, JobPace pace) : IJob
{
    public static string WhoHasWork => MailWrites.WhoHasWork;

    public async Task<JobSummary> RunAsync(Guid merchantId, CancellationToken cancellationToken)
    {
        var summary = JobSummary.Zero(DueMail.Sent, DueMail.Stopped, DueMail.Postponed, DueMail.Failed);
        JobSummary batch;
        do
            summary += batch = await mail.RunBatchAsync(merchantId, pace, cancellationToken);
        while (batch.Counts.Keys.Any(what => what is DueMail.Sent or DueMail.Stopped) && !pace.IsOver); // a server that takes nothing is left alone until the next minute
        return summary;
    }
}
