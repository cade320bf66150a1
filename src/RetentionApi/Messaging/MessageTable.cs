using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using RetentionApi.Domain.FollowUps;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Messaging;

internal enum MessageStatus
{
    /// <summary>Waits; <see cref="MessageRow.HoldReason"/> says why.</summary>
    Held,

    /// <summary>In the readable outbox: handed over.</summary>
    HandedOver,

    /// <summary>Will not go; <see cref="MessageRow.HoldReason"/> says why.</summary>
    Suppressed,
}

/// <summary>What was or would be sent to a customer, and what was held back and why. Once per duty, once per enquiry, and once per notice.</summary>
internal sealed class MessageRow
{
    public Guid MerchantId { get; set; }

    public Guid Id { get; set; }

    public Guid CustomerId { get; set; }

    /// <summary>The duty it does; null for the answer to an enquiry.</summary>
    public Guid? FollowUpId { get; set; }

    /// <summary>The enquiry it answers, whatever became of its duty.</summary>
    public Guid? InteractionId { get; set; }

    /// <summary>Of a notice: what it is about. See <see cref="NoticeRow"/>.</summary>
    public Guid? SubjectId { get; set; }

    public required string Template { get; set; }

    public MessageClass Class { get; set; }

    public ContactChannel Channel { get; set; }

    public string? Address { get; set; }

    public required string Language { get; set; }

    public required string Subject { get; set; }

    public required string Body { get; set; }

    /// <summary>Where a mailer unsubscribes the customer with one click (RFC 8058); null: nothing to unsubscribe from, or not handed over yet.</summary>
    public string? ListUnsubscribe { get; set; }

    public MessageStatus Status { get; set; }

    /// <summary>quietHours, cap, caseOpen …</summary>
    public string? HoldReason { get; set; }

    public Instant? HeldUntil { get; set; }

    public Instant CreatedAt { get; set; }

    public Instant? HandedOverAt { get; set; }

    /// <summary>When it is to be handed to the mail server; null: it does not go that way, has gone, or is given up.</summary>
    public Instant? MailDueAt { get; set; }

    public short MailAttempts { get; set; }

    public Instant? MailedAt { get; set; }

    /// <summary>Of the latest attempt, in the mail server's words.</summary>
    public string? MailProblem { get; set; }

    /// <summary>With what becomes of it now.</summary>
    public MessageRow Decided(Outreach outreach, Instant now)
    {
        (Channel, Address) = (outreach.To?.Channel ?? Channel, outreach.To?.Address);
        Status = outreach.To is not null ? MessageStatus.HandedOver : outreach.HeldUntil is not null ? MessageStatus.Held : MessageStatus.Suppressed;
        (HoldReason, HeldUntil) = (outreach.Because?.Word() ?? outreach.Cancelled?.Word(), outreach.HeldUntil);
        (CreatedAt, HandedOverAt) = (now, outreach.To is null ? null : now);
        return this;
    }
}

internal sealed class MessageTable : IEntityTypeConfiguration<MessageRow>
{
    /// <summary>Said in a query as it is, so that the index of what did not go is found.</summary>
    public const string IsNotSent = "status <> 'handedOver'";

    public void Configure(EntityTypeBuilder<MessageRow> builder)
    {
        builder.ToTable("messages").IsErased(Erasure.Rows).IsSearched(PersonalData.StrikeOut("messages", "subject", "body")).HasStorage(Annotations.AnalyzedSoon).IsSeenByWorker();
        builder.HasKey(m => new { m.MerchantId, m.Id });
        builder.HasIndex(m => new { m.MerchantId, m.FollowUpId }).IsUnique();
        builder.HasIndex(m => new { m.MerchantId, m.InteractionId }).IsUnique();
        builder.HasIndex(m => new { m.MerchantId, m.SubjectId, m.CustomerId }).IsUnique();
        builder.HasIndex(m => new { m.MerchantId, m.CustomerId, m.HandedOverAt });
        builder.HasIndex(m => new { m.MerchantId, m.CreatedAt, m.Id });
        builder.HasIndex(m => new { m.MerchantId, m.Status, m.CreatedAt, m.Id }).HasFilter(IsNotSent);
        builder.HasIndex(m => new { m.MerchantId, m.HoldReason, m.CreatedAt, m.Id }).HasFilter("hold_reason IS NOT NULL");
        builder.Property(m => m.MailAttempts).HasDefaultValue((short)0);
        builder.HasIndex(m => new { m.MerchantId, m.MailDueAt }).HasFilter("mail_due_at IS NOT NULL");
        builder.HasIndex(m => new { m.MerchantId, m.HeldUntil }).HasFilter("status = 'held'");
    }
}
