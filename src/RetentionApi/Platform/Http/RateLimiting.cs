using System.Globalization;
using System.Threading.RateLimiting;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Errors;
using RetentionApi.Platform.Security;

namespace RetentionApi.Platform.Http;

/// <summary>A token bucket per key, told on every answer (draft-ietf-httpapi-ratelimit-headers).</summary>
internal sealed class RateLimiting(RequestDelegate next) : IAsyncDisposable
{
    private const int WindowSeconds = 60;

    private static readonly Error Limited = Error.Refused("request.rate_limited", "Too many requests for this key: wait for Retry-After seconds.");

    private readonly PartitionedRateLimiter<Caller> limiter = PartitionedRateLimiter.Create<Caller, Guid>(caller =>
        RateLimitPartition.GetTokenBucketLimiter(caller.KeyId!.Value, _ => BucketOf(caller.RequestsPerMinute)));

    /// <summary>Refilled about once a second, and less often where not even one request a second is allowed.</summary>
    public static TokenBucketRateLimiterOptions BucketOf(int requestsPerMinute)
    {
        var tokens = Math.Max(1, requestsPerMinute / WindowSeconds);
        return new TokenBucketRateLimiterOptions
        {
            TokenLimit = requestsPerMinute,
            TokensPerPeriod = tokens,
            ReplenishmentPeriod = TimeSpan.FromSeconds((double)WindowSeconds * tokens / requestsPerMinute),
        };
    }

    public async Task InvokeAsync(HttpContext context, CallerContext callers)
    {
        if (!callers.IsKnown)
        {
            await next(context);
            return;
        }

        var caller = callers.Caller;
        using var lease = limiter.AttemptAcquire(caller);
        var left = limiter.GetStatistics(caller)?.CurrentAvailablePermits ?? 0;
        context.Response.Headers["RateLimit-Policy"] = string.Create(CultureInfo.InvariantCulture, $"\"default\";q={caller.RequestsPerMinute};w={WindowSeconds}");
        context.Response.Headers["RateLimit"] = string.Create(CultureInfo.InvariantCulture, $"\"default\";r={left};t={SecondsToFull(caller, left)}");
        if (lease.IsAcquired)
        {
            await next(context);
            return;
        }

        context.Response.Headers.RetryAfter = SecondsToNext(caller).ToString(CultureInfo.InvariantCulture);
        await Problems.WriteAsync(context, Limited);
    }

    public ValueTask DisposeAsync() => limiter.DisposeAsync();

    private static int SecondsToNext(Caller caller) => (int)Math.Ceiling(BucketOf(caller.RequestsPerMinute).ReplenishmentPeriod.TotalSeconds);

    private static long SecondsToFull(Caller caller, long left) => (caller.RequestsPerMinute - left) * WindowSeconds / caller.RequestsPerMinute;
}
