using Microsoft.EntityFrameworkCore;
using NodaTime;
using RetentionApi.Customers;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.FollowUps;
using RetentionApi.Merchants;
using RetentionApi.Messaging.Templates;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Messaging;

/// <summary>What staff answered to an enquiry, as a message: the customer began, so it goes at once, at any hour, and needs no consent. It hangs on the enquiry: once, whatever became of the duty.</summary>
internal sealed class ReplyMessages(RetentionDbContext db)
{
    private const string Template = "answer";

    private static readonly ContactChannel[] Channels = [ContactChannel.Email, ContactChannel.WeChat, ContactChannel.WhatsApp, ContactChannel.Sms, ContactChannel.Push];

    /// <summary>In the transaction under way. Adds nothing where the person left no way to be written to, or is restricted.</summary>
    /// <param name="customerId">Under whom the enquiry came in.</param>
    public async Task AddAsync(Guid interactionId, Guid customerId, Person person, string answer, Instant now, CancellationToken cancellationToken)
    {
        var points = await db.Set<ContactPointRow>().Where(p => person.Ids.Contains(p.CustomerId) && Channels.Contains(p.Channel)).ToListAsync(cancellationToken);
        if (person.IsRestricted || points.OrderBy(p => Array.IndexOf(Channels, p.Channel)).ThenBy(p => p.KnownSince).FirstOrDefault() is not { } point)
            return;
        var customer = await db.Set<CustomerRow>().AsNoTracking().SingleAsync(c => c.Id == person.Id, cancellationToken);
        var merchant = await db.Set<MerchantRow>().AsNoTracking().SingleAsync(cancellationToken);
        var language = MessageTexts.LanguageOf(customer.Language ?? merchant.Language);
        var own = await db.Set<TemplateRow>().AsNoTracking().Where(t => t.Key == Template).ToListAsync(cancellationToken);
        var (subject, body) = MerchantTemplates.Of(own.Select(t => (t.Key, t.Texts.ToArray()))).Render(Template, language, new MessageContent(merchant.Name, customer.Name, [], answer));
        db.Add(new MessageRow
        {
            MerchantId = db.MerchantId,
            Id = Ids.New(now),
            CustomerId = customerId,
            InteractionId = interactionId,
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
            MailDueAt = merchant.MailFrom is not null && point.Channel is ContactChannel.Email ? now : null,
        });
    }
}
