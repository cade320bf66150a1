using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using NodaTime;
using RetentionApi.Domain.FollowUps;
using RetentionApi.Platform.Jobs;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Messaging.Mail;

/// <summary>Hands mail to the server: claim, send, settle. A batch is one connection to the server and two round trips to the database.</summary>
/// <remarks>
/// A claim is a lease, for no transaction can span a mail server: what an instance that died had claimed is tried again after it, under the same Message-ID.
/// What the server refuses for good is not tried again; what it cannot take now is, less and less often, as long as it is still worth telling.
/// </remarks>
internal sealed class DueMail(MerchantDatabases databases, MailOptions options, IClock clock)
{
    public const string Sent = "sent";

    private const int AtOnce = 100;

    private static readonly Duration Lease = Duration.FromMinutes(10), FirstPause = Duration.FromMinutes(1), LongestPause = Duration.FromHours(4);

    /// <returns>What became of them; nothing where none are due, or no server is configured.</returns>
    public async Task<JobSummary> RunBatchAsync(Guid merchantId, JobPace pace, CancellationToken cancellationToken)
    {
        if (!options.IsConfigured)
            return JobSummary.Nothing;
        var scope = databases.JobScope(merchantId);
        var leaseEnds = clock.GetCurrentInstant() + Lease;
        var mails = await ClaimAsync(scope, leaseEnds, cancellationToken);
        if (mails.Count == 0)
            return JobSummary.Nothing;
        var attempts = await SendAsync(mails, leaseEnds, pace, cancellationToken);
        await using var batch = scope.Batch();
        batch.AddMailAttempts(merchantId, attempts);
        batch.AddMailsGivenBack(merchantId, [.. mails.ExceptBy(attempts.Select(a => a.Id), m => m.Id)], clock.GetCurrentInstant());
        await batch.ExecuteNonQueryAsync(CancellationToken.None); // what was sent is sent, though the service is stopping
        return JobSummary.Count(attempts.Select(a => a.SentAt is not null ? Sent : a.DueAt is not null ? "postponed" : "failed"));
    }

    private static async Task<List<MailToSend>> ClaimAsync(MerchantScope scope, Instant leaseEnds, CancellationToken cancellationToken)
    {
        await using var batch = scope.Batch();
        batch.AddMailClaim(scope.MerchantId, leaseEnds - Lease, AtOnce, leaseEnds);
        return await batch.AllAsync(MailWrites.Read, cancellationToken);
    }

    private async Task<List<MailAttempt>> SendAsync(List<MailToSend> mails, Instant leaseEnds, JobPace pace, CancellationToken cancellationToken)
    {
        using var server = new SmtpClient { Timeout = (int)options.Timeout.TotalMilliseconds };
        List<MailAttempt> attempts = [];
        string? unreachable = null;
        foreach (var mail in mails)
        {
            if ((pace.IsOver && attempts.Count > 0) || clock.GetCurrentInstant() + Duration.FromTimeSpan(options.Timeout) >= leaseEnds)
                break; // a slow server must not keep the workers from all else: what is left is the next run's
            unreachable ??= await ProblemOfConnectingAsync(server, cancellationToken);
            attempts.Add(unreachable is null ? await SendAsync(server, mail, cancellationToken) : Postponed(mail, unreachable));
        }

        if (server.IsConnected)
            await server.DisconnectAsync(quit: true, CancellationToken.None);
        return attempts;
    }

    private async Task<MailAttempt> SendAsync(SmtpClient server, MailToSend mail, CancellationToken cancellationToken)
    {
        try
        {
            await server.SendAsync(MailText.Of(mail), cancellationToken);
            return new MailAttempt(mail.Id, mail.Attempts, clock.GetCurrentInstant(), null, null);
        }
        catch (SmtpCommandException refused) when ((int)refused.StatusCode >= 500)
        {
            return new MailAttempt(mail.Id, mail.Attempts, null, null, $"{(int)refused.StatusCode} {refused.Message}");
        }
        catch (Exception failed) when (IsOfServer(failed))
        {
            return Postponed(mail, failed.Message);
        }
    }

    /// <returns>Null: it is connected.</returns>
    private async Task<string?> ProblemOfConnectingAsync(SmtpClient server, CancellationToken cancellationToken)
    {
        if (server.IsConnected)
            return null;
        try
        {
            await server.ConnectAsync(options.Host!, options.Port, options.Security, cancellationToken);
            if (options.User is not null)
                await server.AuthenticateAsync(options.User, options.Password!, cancellationToken);
            return null;
        }
        catch (Exception failed) when (IsOfServer(failed))
        {
            return failed.Message;
        }
    }

    private static bool IsOfServer(Exception failed) => failed is CommandException or ProtocolException or ServiceNotConnectedException or AuthenticationException or SslHandshakeException
        or SocketException or IOException or TimeoutException or OperationCanceledException;

    private MailAttempt Postponed(MailToSend mail, string problem)
    {
        var now = clock.GetCurrentInstant();
        var next = now + Duration.Min(FirstPause * (1 << Math.Min(mail.Attempts - 1, 10)), LongestPause);
        return new MailAttempt(mail.Id, mail.Attempts, null, next < mail.HandedOverAt + WorthTelling(mail.Class) ? next : null, problem);
    }

    /// <summary>What nobody waits for would come at an hour that nobody chose.</summary>
    private static Duration WorthTelling(MessageClass of) => of is MessageClass.Survey or MessageClass.Marketing ? Duration.FromHours(2) : Duration.FromHours(24);
}
