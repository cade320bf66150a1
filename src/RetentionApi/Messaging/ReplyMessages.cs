using Microsoft.EntityFrameworkCore;
using NodaTime;
using RetentionApi.Customers;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.FollowUps;
using RetentionApi.Merchants;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Messaging;

/// <summary>What staff answered to an enquiry, as a message: the customer began, so it goes at once, at any hour, and needs no consent.</summary>
internal sealed class ReplyMessages(RetentionDbContext db)
{
    private const string Template = "answer";

    private static readonly ContactChannel[] Channels = [ContactChannel.Email, ContactChannel.WeChat, ContactChannel.WhatsApp, ContactChannel.Sms, ContactChannel.Push];

    /// <summary>In the transaction under way. Adds nothing where the customer left no way to be written to.</summary>
    public async Task AddAsync(FollowUp duty, string answer, Instant now, CancellationToken cancellationToken)
    {
        var customer = await db.Set<CustomerRow>().SingleAsync(c => c.Id == duty.CustomerId, cancellationToken);
        var points = await db.Set<ContactPointRow>().Where(p => p.CustomerId == duty.CustomerId && Channels.Contains(p.Channel)).ToListAsync(cancellationToken);
        if (customer.RestrictedAt is not null || points.MinBy(p => Array.IndexOf(Channels, p.Channel)) is not { } point)
            return;
        var merchant = await db.Set<MerchantRow>().AsNoTracking().SingleAsync(cancellationToken);
        var language = MessageTexts.LanguageOf(customer.Language ?? merchant.Language);
        var (subject, body) = MessageTexts.Render(Template, language, new MessageContent(merchant.Name, customer.Name, [], answer));
        db.Add(new MessageRow
        {
            MerchantId = db.MerchantId,
            Id = Ids.New(now),
            CustomerId = duty.CustomerId,
            FollowUpId = duty.Id,
            Template = Template,
            Class = MessageClass.Reply,
            Channel = point.Channel,
            Address = point.Address,
            Language = language,
            Subject = subject,
            Body = body,
            Status = MessageStatus.HandedOver,
            CreatedAt = now,
            HandedOverAt = now,
        });
    }
}
