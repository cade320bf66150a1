using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Hangfire.Dashboard;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using RetentionApi.Platform.Persistence;
using RetentionApi.Platform.Security;

namespace RetentionApi.Platform.Jobs;

/// <summary>Who has signed in to the dashboard: for an hour, by a cookie that no script reads and no other site sends.</summary>
/// <remarks>The cookie names the key that signed in and is sealed with what is stored of that key: every instance can tell it, and it ends with the key.</remarks>
internal sealed class DashboardPass(IClock clock) : IDashboardAuthorizationFilter
{
    public const string Path = "/jobs";

    private const string CookieName = "retention_jobs";

    private static readonly Duration Lasts = Duration.FromHours(1);

    private static readonly object Role = new();

    public void GiveTo(HttpContext context, ApiKey key, Guid keyId)
    {
        var pass = string.Create(CultureInfo.InvariantCulture, $"{key.MerchantId:N}.{keyId:N}.{(clock.GetCurrentInstant() + Lasts).ToUnixTimeSeconds()}");
        context.Response.Cookies.Append(CookieName, $"{pass}.{SealOf(pass, key.Hash)}", new CookieOptions
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Strict,
            Secure = context.Request.IsHttps,
            Path = Path,
            MaxAge = Lasts.ToTimeSpan(),
            IsEssential = true,
        });
    }

    /// <summary>Reads the cookie, once a request; the dashboard itself asks without waiting.</summary>
    /// <returns>Whether somebody has signed in, no longer than an hour ago, with a key that is still good.</returns>
    public async Task<bool> ReadAsync(HttpContext context)
    {
        var databases = context.RequestServices.GetRequiredService<MerchantDatabases>();
        var role = await RoleOfAsync(databases, context.Request.Cookies[CookieName] ?? "", context.RequestAborted);
        context.Items[Role] = role;
        return role is not null;
    }

    public bool Authorize(DashboardContext context) => context.GetHttpContext().Items[Role] is not null;

    /// <summary>All merchants share the schedule: an admin of one looks, only an operator triggers or removes.</summary>
    public static bool IsReadOnly(DashboardContext context) => context.GetHttpContext().Items[Role] is not Scopes.Operator;

    private async Task<string?> RoleOfAsync(MerchantDatabases databases, string cookie, CancellationToken cancellationToken)
    {
        if (cookie.Split('.') is not [var merchant, var id, var until, var seal]
            || !Guid.TryParseExact(merchant, "N", out var merchantId) || !Guid.TryParseExact(id, "N", out var keyId) || !long.TryParse(until, CultureInfo.InvariantCulture, out var ends))
            return null;
        var now = clock.GetCurrentInstant();
        if (now.ToUnixTimeSeconds() >= ends)
            return null;
        await using var db = databases.Context(merchantId);
        var key = await db.Set<ApiKeyRow>().AsNoTracking().SingleOrDefaultAsync(k => k.Id == keyId && k.RevokedAt == null, cancellationToken);
        if (key is null || now >= key.ExpiresAt || !IsSame(SealOf($"{merchant}.{id}.{until}", key.Hash), seal))
            return null;
        var rights = Scopes.Rights(key.Scopes);
        return rights.Contains(Scopes.Operator) ? Scopes.Operator : rights.Contains(Scopes.Admin) ? Scopes.Admin : null;
    }

    private static string SealOf(string pass, byte[] keyHash) => Base64Url.EncodeToString(HMACSHA256.HashData(keyHash, Encoding.ASCII.GetBytes($"jobs dashboard {pass}")));

    private static bool IsSame(string expected, string seal) => CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(expected), Encoding.ASCII.GetBytes(seal));
}
