using NodaTime;
using RetentionApi.Customers;
using RetentionApi.Domain.Merchants;
using RetentionApi.Platform.Audit;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Merchants.Policies;

/// <summary>
/// Brings a version into effect: one row of the merchant says which one holds, so that every instance goes by it from the same commit on, whatever its clock says.
/// </summary>
internal static class PolicyActivation
{
    /// <param name="before">What has been in effect.</param>
    public static void Activate(RetentionDbContext db, AuditLog audit, MerchantRow merchant, PolicyRow before, PolicyRow next, Instant now)
    {
        (merchant.PolicyVersion, next.ActivatedAt) = (next.Version, now);
        if (PolicyRules.ChangesCustomers(PolicyContent.Read(before.Content, before.Version), PolicyContent.Read(next.Content, next.Version)))
            next.RecomputeId = RecomputeWork.Ask(db, now);
        audit.Add(db, now, "policyActivated", "policy", merchant.MerchantId, new ActivatedPolicy(before.Version), new ActivatedPolicy(next.Version));
    }

    private sealed record ActivatedPolicy(int Version);
}
