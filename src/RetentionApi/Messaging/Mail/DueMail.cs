using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using NodaTime;
using RetentionApi.Domain.FollowUps;
using RetentionApi.Platform.Jobs;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Messaging.Mail;

/// <summary>Hands mail to the server: claim, look once more, send, settle. A batch is one connection to the server.</summary>
/// <remarks>
/// A claim is a lease, for no transaction can span a mail server: what an instance that died had claimed is tried again after it, under the same Message-ID.
/// What the server refuses for good is not tried again; what it cannot take now is, less and less often, as long as it is still worth telling.
/// What its customer does not want any more, or may not get, does not go.
/// </remarks>
internal sealed partial class DueMail(MerchantDatabases databases, MailOptions options, IClock clock, ILogger<DueMail> logger)
{
    public const string Sent = "sent", Stopped = "stopped", Postponed = "postponed", Failed = "failed";

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
        List<MailAttempt> attempts = [];
        try
        {
            await SendAsync(scope, mails, leaseEnds, pace, attempts, cancellationToken);
        }
        finally
        {
            await using var batch = scope.Batch();
            batch.AddMailAttempts(merchantId, attempts);
            batch.AddMailsGivenBack(merchantId, [.. mails.ExceptBy(attempts.Select(a => a.Id), m => m.Id)], clock.GetCurrentInstant());
            await batch.ExecuteNonQueryAsync(CancellationToken.None); // what was sent is sent, though the service is stopping or the database stumbled
        }

        return JobSummary.Count(attempts.Select(WhatBecameOf));
    }

    private static string WhatBecameOf(MailAttempt attempt) =>
        attempt.SentAt is not null ? Sent : attempt.Stopped is not null ? Stopped : attempt.DueAt is not null ? Postponed : Failed;

    private static async Task<List<MailToSend>> ClaimAsync(MerchantScope scope, Instant leaseEnds, CancellationToken cancellationToken)
    {
        await using var batch = scope.Batch();
        batch.AddMailClaim(scope.MerchantId, leaseEnds - Lease, AtOnce, leaseEnds);
        return await batch.AllAsync(MailWrites.Read, cancellationToken);
    }

    private async Task SendAsync(MerchantScope scope, List<MailToSend> mails, Instant leaseEnds, JobPace pace, List<MailAttempt> attempts, CancellationToken cancellationToken)
    {
        using var server = new SmtpClient { Timeout = (int)options.Timeout.TotalMilliseconds };
        string? unreachable = null;
        foreach (var mail in mails)
        {
            if ((pace.IsOver && attempts.Count > 0) || clock.GetCurrentInstant() + Duration.FromTimeSpan(options.Timeout) >= leaseEnds)
                break; // a slow server must not keep the workers from all else: what is left is the next run's
            unreachable ??= await ProblemOfConnectingAsync(server, cancellationToken);
            attempts.Add(unreachable is null ? await AttemptAsync(scope, server, mail, cancellationToken) : Postpone(mail, unreachable));
        }

        if (server.IsConnected)
            await server.DisconnectAsync(quit: true, CancellationToken.None);
    }

    private async Task<MailAttempt> AttemptAsync(MerchantScope scope, SmtpClient server, MailToSend mail, CancellationToken cancellationToken)
    {
        if (await LookBeforeSending.AtAsync(scope, mail, clock.GetCurrentInstant(), cancellationToken) is { } cause)
            return new MailAttempt(mail.Id, mail.Attempts, Stopped: cause);
        try
        {
            await server.SendAsync(MailText.Of(mail), cancellationToken);
            return new MailAttempt(mail.Id, mail.Attempts, SentAt: clock.GetCurrentInstant());
        }
        catch (SmtpCommandException refused) when ((int)refused.StatusCode >= 500)
        {
            return new MailAttempt(mail.Id, mail.Attempts, Problem: $"{(int)refused.StatusCode} {refused.Message}");
        }
        catch (Exception failed) when (IsOfServer(failed))
        {
            return Postpone(mail, failed.Message);
        }
        catch (Exception failed)
        {
            LogUnsendable(failed, mail.Id); // one that can be neither written nor addressed must not hold up all others, nor be tried for ever
            return new MailAttempt(mail.Id, mail.Attempts, Problem: failed.Message);
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

    private static bool IsOfServer(Exception failed) => failed is CommandException or ProtocolException or ServiceNotConnectedException or ServiceNotAuthenticatedException or AuthenticationException or SslHandshakeException
        or SocketException or IOException or TimeoutException or OperationCanceledException;

    private MailAttempt Postpone(MailToSend mail, string problem)
    {
        var now = clock.GetCurrentInstant();
        var next = now + Duration.Min(FirstPause * (1 << Math.Min(mail.Attempts - 1, 10)), LongestPause);
        return new MailAttempt(mail.Id, mail.Attempts, DueAt: next < mail.HandedOverAt + WorthTelling(mail.Class) ? next : null, Problem: problem);
    }

    /// <summary>What nobody waits for would come at an hour that nobody chose.</summary>
    private static Duration WorthTelling(MessageClass of) => of is MessageClass.Survey or MessageClass.Marketing ? Duration.FromHours(2) : Duration.FromHours(24);

    [LoggerMessage(Level = LogLevel.Error, Message = "The mail {MessageId} cannot be sent; it is not tried again")]
    private partial void LogUnsendable(Exception exception, Guid messageId);
}
