using NodaTime;

namespace RetentionApi.Referrals;

/// <summary>One customer brought another.</summary>
/// <param name="ReferrerId">Who brought, as told; a merge does not change it.</param>
/// <param name="ReferredId">Who came.</param>
/// <param name="Code">The code or link that was used.</param>
/// <param name="BoughtAt">When the referred customer first bought; null: not yet.</param>
internal sealed record ReferralView(Guid Id, string Source, string ExternalId, Guid ReferrerId, Guid ReferredId, string? Code, Instant OccurredAt, Instant? BoughtAt, Instant CreatedAt)
{
    public static ReferralView Of(ReferralRow row) =>
        new(row.Id, row.Source, row.ExternalId, row.ReferrerId, row.ReferredId, row.Code, row.OccurredAt, row.BoughtAt, row.CreatedAt);
}
