using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;
using NodaTime;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Platform.Security;

/// <summary>Looks a key up and remembers it for thirty seconds, so that authentication costs no round trip; a revocation acts within that time everywhere, and at once where it was asked for.</summary>
internal sealed class ApiKeyDirectory(MerchantDatabases databases, IMemoryCache cache, IClock clock)
{
    private static readonly TimeSpan Remembered = TimeSpan.FromSeconds(30);

    /// <summary>Longer than anything is remembered that was read before the revocation.</summary>
    private static readonly TimeSpan Refused = 2 * Remembered;

    private static readonly Duration UseIsNotedEvery = Duration.FromMinutes(5);

    public async ValueTask<Caller?> FindAsync(string text, CancellationToken cancellationToken)
    {
        if (ApiKey.Read(text) is not { } key)
            return null;
        var known = await cache.GetOrCreateAsync((typeof(ApiKeyDirectory), Convert.ToHexString(key.Hash), key.MerchantId), entry =>
        {
            entry.AbsoluteExpirationRelativeToNow = Remembered;
            return ReadAsync(key, cancellationToken);
        });
        if (known is null || clock.GetCurrentInstant() >= known.ExpiresAt || cache.TryGetValue((nameof(Refuse), known.Caller.KeyId), out _))
            return null;
        return known.Caller;
    }

    /// <summary>To be called once the revocation is committed.</summary>
    public void Refuse(Guid keyId) => cache.Set((nameof(Refuse), (Guid?)keyId), true, Refused);

    private async Task<KnownKey?> ReadAsync(ApiKey key, CancellationToken cancellationToken)
    {
        await using var db = databases.Context(key.MerchantId);
        var row = await db.Set<ApiKeyRow>().AsNoTracking().SingleOrDefaultAsync(k => k.Hash == key.Hash && k.RevokedAt == null, cancellationToken);
        if (row is null)
            return null;
        var now = clock.GetCurrentInstant();
        if (row.LastUsedAt is not { } used || now - used > UseIsNotedEvery)
            await db.Set<ApiKeyRow>().Where(k => k.Id == row.Id).ExecuteUpdateAsync(change => change.SetProperty(k => k.LastUsedAt, now), cancellationToken);

        return new KnownKey(new Caller(key.MerchantId, row.Id, row.StaffId, Scopes.Rights(row.Scopes), row.RequestsPerMinute), row.ExpiresAt);
    }

    private sealed record KnownKey(Caller Caller, Instant? ExpiresAt);
}
