using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using RetentionApi.Domain.Common;

namespace RetentionApi.Platform.Security;

/// <param name="FailedKeysPerMinute">From one address. Behind a proxy let it say whose request it is (<c>ASPNETCORE_FORWARDEDHEADERS_ENABLED=true</c>), or all callers share one.</param>
internal sealed record KeyOptions(int FailedKeysPerMinute = 600);

/// <summary>Who sends keys that are none may look up so many a minute: a checksum can be computed by anybody, and each look-up is a query.</summary>
internal sealed class FailedKeys(KeyOptions options) : IDisposable
{
    private const int SecondsToNext = 10, PrefixOfNetwork = 8;

    public static readonly Error TooMany = Error.Refused("request.rate_limited", "Too many keys from this address that are not valid: wait for Retry-After seconds.");

    private readonly PartitionedRateLimiter<string> limiter = PartitionedRateLimiter.Create<string, string>(address =>
        RateLimitPartition.GetTokenBucketLimiter(address, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = options.FailedKeysPerMinute,
            TokensPerPeriod = Math.Max(1, options.FailedKeysPerMinute * SecondsToNext / 60),
            ReplenishmentPeriod = TimeSpan.FromSeconds(SecondsToNext),
        }));

    public static string RetryAfter => SecondsToNext.ToString(CultureInfo.InvariantCulture);

    public bool MayTry(IPAddress? from) => limiter.GetStatistics(NetworkOf(from)) is not { CurrentAvailablePermits: 0 };

    public void Count(IPAddress? from) => limiter.AttemptAcquire(NetworkOf(from)).Dispose();

    public void Dispose() => limiter.Dispose();

    /// <summary>One customer of a provider has a whole network of IPv6.</summary>
    private static string NetworkOf(IPAddress? address) => address switch
    {
        null => "",
        { AddressFamily: AddressFamily.InterNetworkV6, IsIPv4MappedToIPv6: false } => Convert.ToHexString(address.GetAddressBytes().AsSpan(0, PrefixOfNetwork)),
        _ => address.MapToIPv4().ToString(),
    };
}
