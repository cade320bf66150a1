using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;
using NodaTime;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Platform.Security;

/// <summary>Looks a key up and remembers it for thirty seconds, so that authentication costs no round trip; a revocation acts within that time.</summary>
internal sealed class ApiKeyDirectory(MerchantDatabases databases, IMemoryCache cache, IClock clock)
{
    private static readonly TimeSpan Remembered = TimeSpan.FromSeconds(30);

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
        return known is not null && (known.ExpiresAt is not { } end || clock.GetCurrentInstant() < end) ? known.Caller : null;
    }

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
