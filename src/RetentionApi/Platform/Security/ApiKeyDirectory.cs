using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;
using NodaTime;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Errors;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Platform.Security;

/// <summary>Looks a key up and remembers it for thirty seconds, so that authentication costs no round trip; a revocation acts within that time everywhere, and at once where it was asked for.
/// What is no key is not remembered: whoever tries many is slowed down by <see cref="FailedKeys"/>.</summary>
internal sealed class ApiKeyDirectory(MerchantDatabases databases, FailedKeys failed, IClock clock) : IDisposable
{
    private const int MostRemembered = 100_000;

    private static readonly Duration Remembered = Duration.FromSeconds(30), UseIsNotedEvery = Duration.FromMinutes(5);

    /// <summary>That a key was good is known for longer: it is looked up again however many others from its address are none.</summary>
    private static readonly TimeSpan Trusted = TimeSpan.FromHours(24);

    /// <summary>Longer than anything is remembered that was read before the revocation.</summary>
    private static readonly TimeSpan Refused = TimeSpan.FromMinutes(1);

    private readonly MemoryCache known = new(new MemoryCacheOptions { SizeLimit = MostRemembered }), refused = new(new MemoryCacheOptions());

    /// <returns>The caller; or that the key is none, or that too many from there were none.</returns>
    public async ValueTask<Result<Caller>> FindAsync(string text, IPAddress? from, CancellationToken cancellationToken)
    {
        if (ApiKey.Read(text) is not { } key)
            return ProblemCatalogue.Unauthorized;
        var now = clock.GetCurrentInstant();
        var name = (key.MerchantId, Convert.ToHexString(key.Hash));
        if (!known.TryGetValue(name, out KnownKey? found) && !failed.MayTry(from))
            return FailedKeys.TooMany;
        if (found is null || now - found.ReadAt > Remembered || now < found.ReadAt)
        {
            if ((found = await ReadAsync(key, now, cancellationToken)) is null)
            {
                known.Remove(name);
                failed.Count(from);
                return ProblemCatalogue.Unauthorized;
            }

            known.Set(name, found, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = Trusted });
        }

        return now >= found.ExpiresAt || IsRefused(found.Caller.KeyId) || IsRefused(found.Caller.StaffId) ? ProblemCatalogue.Unauthorized : found.Caller;
    }

    /// <summary>To be called once the revocation is committed.</summary>
    /// <param name="id">Of a key, or of the person whose keys have been revoked.</param>
    public void Refuse(Guid id) => refused.Set(id, true, Refused);

    public void Dispose()
    {
        known.Dispose();
        refused.Dispose();
    }

    private bool IsRefused(Guid? id) => id is not null && refused.TryGetValue(id.Value, out _);

    private async Task<KnownKey?> ReadAsync(ApiKey key, Instant now, CancellationToken cancellationToken)
    {
        await using var db = databases.Context(key.MerchantId);
        var row = await db.Set<ApiKeyRow>().AsNoTracking().SingleOrDefaultAsync(k => k.Hash == key.Hash && k.RevokedAt == null, cancellationToken);
        if (row is null)
            return null;
        if (row.LastUsedAt is not { } used || now - used > UseIsNotedEvery)
            await db.Set<ApiKeyRow>().Where(k => k.Id == row.Id).ExecuteUpdateAsync(change => change.SetProperty(k => k.LastUsedAt, now), cancellationToken);

        return new KnownKey(new Caller(key.MerchantId, row.Id, row.StaffId, Scopes.Rights(row.Scopes), row.RequestsPerMinute), row.ExpiresAt, now);
    }

    private sealed record KnownKey(Caller Caller, Instant? ExpiresAt, Instant ReadAt);
}
