using NodaTime;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.Cooperation;
using RetentionApi.Domain.FollowUps;
using RetentionApi.Domain.FollowUps.Playbooks;
using RetentionApi.Messaging;
using RetentionApi.Platform.Explanations;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.FollowUps;

/// <summary>The message that a duty's step calls for: what was or would be sent, and why it waits or will not go.</summary>
internal static class OutreachMessage
{
    public static MessageRow Of(FollowUp duty, PlaybookStep step, Outreach outreach, Addressee person, OutreachReads reads, IReadOnlyList<ValuedProduct> advised, Instant now)
    {
        var language = MessageTexts.LanguageOf(person.Language ?? reads.Settings.Language);
        var text = MessageTexts.Render(step.Template!, language, ContentOf(duty, person, reads, advised, language));
        return new MessageRow
        {
            MerchantId = duty.MerchantId,
            Id = Ids.New(now),
            CustomerId = duty.CustomerId,
            FollowUpId = duty.Id,
            Template = step.Template!,
            Class = step.Message!.Value,
            Channel = outreach.To?.Channel ?? duty.Channel,
            Address = outreach.To?.Address,
            Language = language,
            Subject = text.Subject,
            Body = text.Body,
            Status = outreach.To is not null ? MessageStatus.HandedOver : outreach.HeldUntil is not null ? MessageStatus.Held : MessageStatus.Suppressed,
            HoldReason = outreach.Because?.Word() ?? outreach.Cancelled?.Word(),
            HeldUntil = outreach.HeldUntil,
            CreatedAt = now,
            HandedOverAt = outreach.To is null ? null : now,
        };
    }

    private static MessageContent ContentOf(FollowUp duty, Addressee person, OutreachReads reads, IReadOnlyList<ValuedProduct> advised, string language)
    {
        var reader = new Reader(language, reads.Settings.Zone);
        var products = duty.OrderLineIds.SelectMany(id => reads.Products[id])
            .Concat((FactKey.InteractionId(duty.Cause) ?? FactKey.InterestId(duty.Cause)) is { } cause ? reads.Products[cause] : [])
            .DistinctBy(p => p.Name)
            .Select(p => new MessageProduct(p.Name, MessageTexts.InLanguage(p.Facts, language), p.Price?.ToString()))
            .Concat(advised.Select(a => new MessageProduct(
                a.Product.Name, null, Money.Rounded(a.Product.Price!.Value, reads.Settings.Currency).ToString(), reader.Explain(a.Because).Text)));
        return new MessageContent(reads.Settings.Name, person.Name, [.. products]);
    }
}
