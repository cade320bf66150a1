using RetentionApi.Domain.Common;

namespace RetentionApi.Domain.Relationships.Expected;

/// <summary>Whom the customer brought and who then bought. Two who turn out to be one person have not brought each other.</summary>
internal static class ReferralEvidence
{
    public static void Expect(Expectation expectation)
    {
        foreach (var referral in expectation.Record.Referrals)
        {
            if (referral.BoughtAt is { } at)
                expectation.Add(new ExpectedEvidence(referral.ReferrerId, EvidenceKind.ReferralBought, FactKey.Referral(referral.Id), at));
        }
    }
}
