using NodaTime;
using RetentionApi.CustomerPages;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.Cooperation;
using RetentionApi.Domain.FollowUps;
using RetentionApi.Domain.FollowUps.Playbooks;
using RetentionApi.Messaging;
using RetentionApi.Platform.Explanations;

namespace RetentionApi.FollowUps;

/// <summary>The message that a duty's step calls for: what was or would be sent, and why it waits or will not go.</summary>
/// <param name="Links">Where the customer answers, and where they unsubscribe; made when the message goes.</param>
internal sealed record OutreachMessage(MessageRow Message, IReadOnlyList<CustomerLinkRow> Links)
{
    public static OutreachMessage Of(
        FollowUp duty, PlaybookStep step, Outreach outreach, Addressee person, OutreachReads reads, IReadOnlyList<ValuedProduct> advised, LinkAddresses addresses, Instant now)
    {
        var language = MessageTexts.LanguageOf(person.Language ?? reads.Settings.Language);
        var link = outreach.To is not null && PurposeOf(duty, step) is var (purpose, subject)
            ? NewLink.For(duty.MerchantId, duty.CustomerId, purpose, subject, reads.Settings.Policy.Links, now)
            : null;
        var unsubscribe = outreach.To is null ? null : Unsubscribing.LinkOf(duty.MerchantId, duty.CustomerId, step.Message!.Value, duty.Id, reads.Settings.Policy.Links, now);
        var content = ContentOf(duty, person, reads, advised, language, link is null ? addresses.Pending : addresses.Of(link.Link));
        var text = reads.Templates.Render(step.Template!, language, content with { Unsubscribe = unsubscribe is null ? null : addresses.Of(unsubscribe.Link) });
        var message = new MessageRow
        {
            MerchantId = duty.MerchantId,
            Id = Ids.New(now),
            CustomerId = duty.CustomerId,
            FollowUpId = duty.Id,
            Template = step.Template!,
            Class = step.Message!.Value,
            Channel = duty.Channel,
            Language = language,
            Subject = text.Subject,
            Body = text.Body,
            ListUnsubscribe = unsubscribe is null ? null : addresses.Of(unsubscribe.Link),
        };
        return new OutreachMessage(message.Decided(outreach, now), [.. new[] { link, unsubscribe }.OfType<NewLink>().Select(l => l.Row)]);
    }

    /// <summary>What a customer who got the message can do about it.</summary>
    private static (LinkPurpose Purpose, Guid SubjectId)? PurposeOf(FollowUp duty, PlaybookStep step) => duty.Kind switch
    {
        FollowUpKind.QualityCheck or FollowUpKind.RegularVisit or FollowUpKind.Warranty => (LinkPurpose.FollowUp, duty.Id),
        FollowUpKind.BatchAlert => (LinkPurpose.BatchAlert, duty.Id),
        FollowUpKind.AskSuggestions => (LinkPurpose.Suggestion, duty.Id),
        FollowUpKind.WinBack when step.Message is MessageClass.Survey && FactKey.DefectionId(duty.Cause) is { } line => (LinkPurpose.Defection, line),
        _ => null,
    };

    private static MessageContent ContentOf(FollowUp duty, Addressee person, OutreachReads reads, IReadOnlyList<ValuedProduct> advised, string language, string link)
    {
        var reader = new Reader(language, reads.Settings.Zone);
        var products = duty.OrderLineIds.SelectMany(id => reads.Products[id])
            .Concat((FactKey.InteractionId(duty.Cause) ?? FactKey.InterestId(duty.Cause)) is { } cause ? reads.Products[cause] : [])
            .DistinctBy(p => p.Name)
            .Select(p => new MessageProduct(p.Name, MessageTexts.InLanguage(p.Facts, language), p.Price?.ToString()))
            .Concat(advised.Select(a => new MessageProduct(
                a.Product.Name, null, Money.Rounded(a.Product.Price!.Value, reads.Settings.Currency).ToString(), reader.Explain(a.Because).Text)));
        var alert = FactKey.BatchAlertId(duty.Cause) is { } alertId ? reads.Alerts.GetValueOrDefault(alertId) : null;
        return new MessageContent(reads.Settings.Name, person.Name, [.. products], Answer: alert?.ToBuyers, Link: link, Topic: alert?.Batch);
    }
}
