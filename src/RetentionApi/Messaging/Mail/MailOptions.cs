using MailKit.Security;

namespace RetentionApi.Messaging.Mail;

/// <summary>The mail server that messages are handed to; without a host they stay in the readable outbox, for you to send.</summary>
internal sealed record MailOptions
{
    public string? Host { get; init; }

    public int Port { get; init; } = 587;

    /// <summary><c>StartTls</c>, <c>SslOnConnect</c>, or <c>None</c> for a server on the same machine.</summary>
    public SecureSocketOptions Security { get; init; } = SecureSocketOptions.StartTls;

    public string? User { get; init; }

    public string? Password { get; init; }

    /// <summary>How long the server may take to answer.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    public bool IsConfigured => Host is not null;

    /// <exception cref="InvalidOperationException">What is configured cannot work.</exception>
    public MailOptions Checked()
    {
        if (Port is < 1 or > 65_535)
            throw new InvalidOperationException("Mail:Port is 1 to 65535.");
        if (User is null != Password is null)
            throw new InvalidOperationException("Mail:User and Mail:Password come together.");
        if (Timeout <= TimeSpan.Zero)
            throw new InvalidOperationException("Mail:Timeout is longer than nothing.");
        return this;
    }
}
