using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Errors;

namespace RetentionApi.Platform.Security;

/// <summary>Bearer keys. An unknown merchant, a wrong secret, a revoked and an expired key all answer alike.</summary>
internal sealed class ApiKeyAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder, ApiKeyDirectory keys, CallerContext context)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public const string SchemeName = "ApiKey";

    private const string Bearer = "Bearer ";

    private Error refusal = ProblemCatalogue.Unauthorized;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
            return AuthenticateResult.NoResult();
        var caller = await keys.FindAsync(header[Bearer.Length..].Trim(), Context.Connection.RemoteIpAddress, Context.RequestAborted);
        if (!caller.IsOk)
        {
            refusal = caller.Error;
            return AuthenticateResult.Fail(refusal.Detail);
        }

        context.Set(caller.Value);
        var identity = new ClaimsIdentity(Scheme.Name);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Scheme.Name));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        if (refusal == FailedKeys.TooMany)
            Response.Headers.RetryAfter = FailedKeys.RetryAfter;
        else
            Response.Headers.WWWAuthenticate = "Bearer realm=\"RetentionApi\"";
        return Problems.WriteAsync(Context, refusal);
    }
}
