using Microsoft.AspNetCore.Authentication;
using RetentionApi.Platform.Errors;

namespace RetentionApi.Platform.Security;

internal static class SecurityRegistration
{
    public static IServiceCollection AddSecurity(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(configuration.GetSection("Security").Get<KeyOptions>() ?? new KeyOptions());
        services.AddSingleton<FailedKeys>();
        services.AddSingleton<ApiKeyDirectory>();
        services.AddScoped<CallerContext>();
        services.AddScoped(provider => provider.GetRequiredService<CallerContext>().Caller);
        services.AddAuthentication(ApiKeyAuthentication.SchemeName)
            .AddScheme<AuthenticationSchemeOptions, ApiKeyAuthentication>(ApiKeyAuthentication.SchemeName, null);
        services.AddAuthorization();
        return services;
    }

    /// <summary>The caller needs this right; without a key 401, without the right 403.</summary>
    public static TBuilder Needs<TBuilder>(this TBuilder route, string right)
        where TBuilder : IEndpointConventionBuilder
    {
        route.RequireAuthorization();
        route.WithMetadata(new NeededRight(right));
        route.AddEndpointFilter(async (invocation, next) =>
        {
            var caller = invocation.HttpContext.RequestServices.GetRequiredService<CallerContext>().Caller;
            return caller.Scopes.Contains(right) ? await next(invocation) : Problems.Of(ProblemCatalogue.MissingScope(right));
        });
        return route;
    }
}

/// <summary>What the route asks of its caller; shown in the description.</summary>
internal sealed record NeededRight(string Right);
