using Microsoft.EntityFrameworkCore;
using NodaTime;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.Merchants;
using RetentionApi.Platform.Audit;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Persistence;
using RetentionApi.Platform.Security;

namespace RetentionApi.Merchants.Policies;

/// <summary>Makes new versions of the policy: for a decision, in its transaction.</summary>
internal sealed class PolicyVersions(RetentionDbContext db, AuditLog audit, Caller caller, IClock clock)
{
    private const string OneAtATime = "SELECT pg_advisory_xact_lock(hashtextextended('policy ' || $1::text, 0))";

    public Instant Now { get; } = clock.GetCurrentInstant();

    /// <summary>
    /// A change from an instant on: of what will be in effect then, and of every version that is scheduled after it, each of which gets a successor with the
    /// same change. So nothing scheduled comes early and nothing that was changed is lost.
    /// </summary>
    /// <param name="ifMatch">The number of the newest version that the caller has seen; null: a change that does not depend on it.</param>
    /// <param name="from">Null, or not ahead: now.</param>
    /// <param name="pointer">Where in the request the content stands; null: it is the request.</param>
    /// <returns>The new version, not saved.</returns>
    public async Task<Result<PolicyVersionView>> ChangeAsync(
        Func<int, Error?> ifMatch, Func<Policy, Policy> change, Instant? from, string? note, string? pointer, CancellationToken cancellationToken)
    {
        await LockAsync(cancellationToken);
        var merchant = await db.Set<MerchantRow>().SingleAsync(cancellationToken);
        var rows = await db.Set<PolicyRow>().Where(p => p.Version >= merchant.PolicyVersion).OrderBy(p => p.Version).ToListAsync(cancellationToken);
        var newest = rows[^1].Version;
        if (ifMatch(newest) is { } stale)
            return stale;

        var at = from > Now ? from.Value : Now;
        var (current, scheduled) = (rows[0], rows.Where(row => IsToCome(row, rows)).ToList());
        var basis = scheduled.LastOrDefault(row => row.ValidFrom <= at) ?? current;
        var made = new List<PolicyRow>();
        foreach (var (before, validFrom) in scheduled.Where(row => row.ValidFrom > at).Select(row => (row, row.ValidFrom)).Prepend((basis, at)))
        {
            var version = newest + made.Count + 1;
            var changed = change(PolicyContent.Read(before.Content, version)) with { Version = version };
            if (PolicyProblems.Of(changed, pointer) is { } broken)
                return broken;
            made.Add(RowOf(changed, validFrom, made.Count == 0 ? note : before.Note));
        }

        db.AddRange(made);
        audit.Add(db, Now, "policyChanged", "policy", merchant.MerchantId, PolicyVersionView.Of(basis, current.Version, newest), PolicyVersionView.Of(made[0], current.Version, newest));
        if (at == Now)
            PolicyActivation.Activate(db, audit, merchant, current, made[0], Now);
        return PolicyVersionView.Of(made[0], merchant.PolicyVersion, made[^1].Version);
    }

    public Task SaveAsync(CancellationToken cancellationToken) => db.SaveChangesAsync(cancellationToken);

    /// <summary>By the key or the version that the caller read; a header that is missing is an error.</summary>
    public static Func<int, Error?> Seen(IfMatch? ifMatch) => newest => IfMatch.Check(ifMatch, newest);

    /// <summary>The number of the newest version there is, scheduled or not.</summary>
    public static Task<int> NewestAsync(RetentionDbContext db, CancellationToken cancellationToken) => db.Set<PolicyRow>().MaxAsync(p => p.Version, cancellationToken);

    /// <summary>No version that is newer comes before it.</summary>
    private static bool IsToCome(PolicyRow row, List<PolicyRow> rows) =>
        row.ActivatedAt is null && !rows.Any(other => other.Version > row.Version && other.ValidFrom <= row.ValidFrom);

    private PolicyRow RowOf(Policy policy, Instant validFrom, string? note) => new()
    {
        MerchantId = db.MerchantId,
        Version = policy.Version,
        ValidFrom = validFrom,
        Content = PolicyContent.Write(policy),
        Note = note,
        CreatedAt = Now,
        CreatedBy = caller.StaffId ?? caller.KeyId,
    };

    private async Task LockAsync(CancellationToken cancellationToken)
    {
        await using var batch = db.Batch();
        batch.Add(OneAtATime, db.MerchantId);
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }
}
