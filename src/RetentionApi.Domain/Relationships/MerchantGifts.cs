using RetentionApi.Domain.Common;
using RetentionApi.Domain.Customers;
using RetentionApi.Domain.FollowUps;
using RetentionApi.Domain.Promises;

namespace RetentionApi.Domain.Relationships;

/// <summary>What the merchant gave: duties done, promises kept, advice, and what was given beyond.</summary>
internal static class MerchantGifts
{
    public static IEnumerable<Gift> Of(CustomerRecord record, IEnumerable<FollowUp> followUps, IEnumerable<Evidence> evidence) =>
    [
        .. followUps.Where(f => f is { Status: FollowUpStatus.Done, CompletedAt: not null }).Select(OfDuty).OfType<Gift>(),
        .. evidence.Select(OfEvidence).OfType<Gift>(),
        .. record.Advice.Select(a => new Gift(GiftKind.Help, a.GivenAt, FactKey.Advice(a.Id), Explanation.Of("gift.advice", ("on", a.GivenAt)))),
        .. record.Promises.Where(p => p is { RepairedBy: RepairMeans.Compensated, SettledAt: not null }).Select(p =>
            new Gift(GiftKind.Benefit, p.SettledAt!.Value, FactKey.Promise(p.Id), Explanation.Of("gift.compensation", ("on", p.SettledAt.Value)))),
    ];

    /// <summary>Promises, replies to suggestions and cases are known from their evidence, advice from its own record.</summary>
    private static Gift? OfDuty(FollowUp duty)
    {
        var (at, source) = (duty.CompletedAt!.Value, FactKey.FollowUp(duty.Id));
        return duty.Kind switch
        {
            FollowUpKind.Welcome => new(GiftKind.Courtesy, at, source, Explanation.Of("gift.welcome", ("on", at))),
            FollowUpKind.QualityCheck or FollowUpKind.RegularVisit or FollowUpKind.AskSuggestions =>
                new(GiftKind.Courtesy, at, source, Explanation.Of("gift.asked", ("on", at))),
            FollowUpKind.Answer => new(GiftKind.Help, at, source, Explanation.Of("gift.answer", ("on", at))),
            FollowUpKind.BestValue when duty.HasSubject => new(GiftKind.Help, at, source, Explanation.Of("gift.answer", ("on", at))),
            FollowUpKind.OrderFacts or FollowUpKind.Replenish or FollowUpKind.NewsAskedFor or FollowUpKind.Warranty or FollowUpKind.BatchAlert =>
                new(GiftKind.Help, at, source, Explanation.Of("gift.told", ("on", at))),
            _ => null,
        };
    }

    private static Gift? OfEvidence(Evidence row) => row.Kind switch
    {
        EvidenceKind.PromiseKept or EvidenceKind.BreachRepaired or EvidenceKind.SuggestionDecided or EvidenceKind.SuggestionBuilt => Gift(GiftKind.Agreement, row),
        EvidenceKind.CaseConfirmed => Gift(GiftKind.Help, row),
        _ => null,
    };

    internal static Gift Gift(GiftKind kind, Evidence row) =>
        new(kind, row.OccurredAt, row.Source, Explanation.Of("evidence." + Explanation.NameOf(row.Kind), ("on", row.OccurredAt), ("source", row.Source)));
}
