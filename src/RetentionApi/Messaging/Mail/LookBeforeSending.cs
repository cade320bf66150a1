using NodaTime;
using RetentionApi.Domain.FollowUps;
using RetentionApi.FollowUps;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Messaging.Mail;

/// <summary>The look at whom a mail is for, right before it goes: hours may lie between its hand-over and a server that takes it.</summary>
internal static class LookBeforeSending
{
    private const string DutyOfMessage =
        $"SELECT {FollowUpRows.Columns} FROM messages g JOIN follow_ups f ON f.merchant_id = $1 AND f.id = g.follow_up_id WHERE g.merchant_id = $1 AND g.id = $2";

    /// <returns>Why it is not to be sent any more; null: it may go.</returns>
    public static async Task<CancellationCause?> AtAsync(MerchantScope scope, MailToSend mail, Instant now, CancellationToken cancellationToken)
    {
        await using var connection = await scope.OpenAsync(cancellationToken);
        await using var batch = scope.BeginSnapshot(connection);
        batch.Add(DutyOfMessage, scope.MerchantId, mail.Id);
        var duty = await batch.OneAsync(FollowUpRows.Read, cancellationToken);
        var reads = await OutreachReads.ReadAsync(connection, scope.MerchantId, [mail.CustomerId], [], now, cancellationToken);
        return reads.Persons.Values.SingleOrDefault() is { } person
            ? Outreach.StopOf(mail.Class, ContactChannel.Email, mail.Address, duty, person.Record, reads.Settings.Rules)
            : CancellationCause.Erased;
    }
}
