using MimeKit;

namespace RetentionApi.Messaging.Mail;

/// <summary>A message as mail.</summary>
internal static class MailText
{
    /// <summary>
    /// Its Message-ID is the message's own, at every attempt, so that a server or a reader that gets it twice (after an attempt whose end nobody saw) can tell.
    /// What may be unsubscribed from says how, with one click (RFC 8058); that no person sent it is said too, so that no absence note answers (RFC 3834).
    /// </summary>
    public static MimeMessage Of(MailToSend mail)
    {
        var from = MailboxAddress.Parse(mail.From);
        var message = new MimeMessage
        {
            MessageId = $"{mail.Id}@{from.Domain}",
            Subject = mail.Subject,
            Date = mail.HandedOverAt.ToDateTimeOffset(),
            Body = new TextPart("html") { Text = $"<!DOCTYPE html><html lang=\"{mail.Language}\"><meta charset=\"utf-8\"><body>{mail.Body}</body></html>" },
        };
        message.From.Add(new MailboxAddress(mail.MerchantName, from.Address));
        message.To.Add(new MailboxAddress(null, mail.Address));
        message.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        message.Headers.Add(HeaderId.ContentLanguage, mail.Language);
        if (mail.ListUnsubscribe is { } link)
        {
            message.Headers.Add(HeaderId.ListUnsubscribe, $"<{link}>");
            message.Headers.Add(HeaderId.ListUnsubscribePost, "List-Unsubscribe=One-Click");
        }

        return message;
    }
}
