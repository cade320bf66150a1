using RetentionApi.Domain.Common;
using RetentionApi.Domain.Customers;
using RetentionApi.Domain.FollowUps;
using RetentionApi.Domain.Interactions;
using RetentionApi.Domain.Promises;

namespace RetentionApi.Domain.Relationships;

/// <summary>What the customer gave: orders, answers, reviews, suggestions, whom they sent, and their yes.</summary>
internal static class CustomerGifts
{
    public static IEnumerable<Gift> Of(CustomerRecord record, IEnumerable<FollowUp> followUps, IEnumerable<Evidence> evidence) =>
    [
        .. record.Orders.Where(o => o.CountsAsOrder).Select(o => new Gift(GiftKind.Benefit, o.PlacedAt, FactKey.Order(o.Id), Explanation.Of("gift.order", ("on", o.PlacedAt)))),
        .. record.Referrals.Select(r => new Gift(GiftKind.Benefit, r.OccurredAt, FactKey.Referral(r.Id), Explanation.Of("gift.referral", ("on", r.OccurredAt)))),
        .. followUps.Where(f => !f.HasSubject && f is { Outcome: FollowUpOutcome.Answered, AnsweredAt: not null }).Select(f =>
            new Gift(GiftKind.Help, f.AnsweredAt!.Value, FactKey.FollowUp(f.Id), Explanation.Of("gift.replied", ("on", f.AnsweredAt.Value)))),
        .. record.SurveyResponses.Select(s => new Gift(GiftKind.Help, s.AnsweredAt, FactKey.SurveyResponse(s.Id), Explanation.Of("gift.replied", ("on", s.AnsweredAt)))),
        .. record.Interactions.Where(i => i.Kind is InteractionKind.Review && i.Direction is Direction.Inbound).Select(i =>
            new Gift(GiftKind.Courtesy, i.OccurredAt, FactKey.Interaction(i.Id), Explanation.Of("gift.review", ("on", i.OccurredAt)))),
        .. record.Promises.Where(p => p is { Status: PromiseStatus.Renegotiated, SettledAt: not null }).Select(p =>
            new Gift(GiftKind.Agreement, p.SettledAt!.Value, FactKey.Promise(p.Id), Explanation.Of("gift.otherDate", ("on", p.SettledAt.Value)))),
        .. evidence.Where(e => e.Kind is EvidenceKind.SuggestionMade).Select(e => MerchantGifts.Gift(GiftKind.Help, e)),
        .. evidence.Where(e => e.Kind is EvidenceKind.AdviceTaken).Select(e => MerchantGifts.Gift(GiftKind.Agreement, e)),
    ];
}
