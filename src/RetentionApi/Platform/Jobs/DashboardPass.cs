using Hangfire.Dashboard;
using Microsoft.AspNetCore.DataProtection;
using NodaTime;
using NodaTime.Text;
using RetentionApi.Platform.Security;

namespace RetentionApi.Platform.Jobs;

/// <summary>Who has signed in to the dashboard: for an hour, by a protected cookie that no script reads and no other site sends.</summary>
/// <remarks>Its key lives and dies with this instance: nothing to keep, nothing to steal; after a restart one signs in again.</remarks>
internal sealed class DashboardPass(IClock clock) : IDashboardAuthorizationFilter
{
    public const string Path = "/jobs";

    private const string CookieName = "retention_jobs";

    private static readonly Duration Lasts = Duration.FromHours(1);

    private readonly IDataProtector protector = new EphemeralDataProtectionProvider().CreateProtector("RetentionApi.Jobs.Dashboard");

    public void GiveTo(HttpContext context, Caller caller)
    {
        var mayChange = caller.Scopes.Contains(Scopes.Operator);
        var pass = $"{InstantPattern.ExtendedIso.Format(clock.GetCurrentInstant() + Lasts)} {(mayChange ? Scopes.Operator : Scopes.Admin)}";
        context.Response.Cookies.Append(CookieName, protector.Protect(pass), new CookieOptions
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Strict,
            Secure = context.Request.IsHttps,
            Path = Path,
            MaxAge = Lasts.ToTimeSpan(),
            IsEssential = true,
        });
    }

    public bool Authorize(DashboardContext context) => RoleOf(context.GetHttpContext()) is not null;

    /// <summary>All merchants share the schedule: an admin of one looks, only an operator triggers or removes.</summary>
    public bool IsReadOnly(DashboardContext context) => RoleOf(context.GetHttpContext()) != Scopes.Operator;

    /// <summary>Null for who has not signed in, or longer ago than an hour.</summary>
    public string? RoleOf(HttpContext context)
    {
        if (context.Request.Cookies[CookieName] is not { Length: > 0 } cookie)
            return null;
        try
        {
            var parts = protector.Unprotect(cookie).Split(' ');
            return InstantPattern.ExtendedIso.Parse(parts[0]).GetValueOrThrow() > clock.GetCurrentInstant() ? parts[1] : null;
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return null;
        }
    }
}
