using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Audit;
using RetentionApi.Platform.Errors;
using RetentionApi.Platform.Idempotency;
using RetentionApi.Platform.Json;
using RetentionApi.Platform.Paging;

namespace RetentionApi.Platform.Http;

internal static class HttpRegistration
{
    private const long LargestBody = 1 << 20;

    public static IServiceCollection AddHttp(this IServiceCollection services)
    {
        services.AddHttpContextAccessor();
        services.AddScoped<RequestOrigin>();
        services.AddScoped<ReaderLanguage>();
        services.AddScoped<AuditLog>();
        services.AddExceptionHandler<ProblemHandling>();
        services.AddProblemDetails(options => options.CustomizeProblemDetails = context =>
        {
            context.ProblemDetails.Instance ??= context.HttpContext.Request.Path;
            context.ProblemDetails.Extensions["traceId"] = Problems.TraceId(context.HttpContext);
        });
        services.ConfigureHttpJsonOptions(options => JsonDefaults.ConfigureRequests(options.SerializerOptions));
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        services.Configure<Microsoft.AspNetCore.Server.Kestrel.Core.KestrelServerOptions>(options =>
        {
            options.Limits.MaxRequestBodySize = LargestBody;
            options.AddServerHeader = false;
        });
        services.AddHealthChecks().AddCheck<DatabaseReadiness>("database", tags: ["ready"]);
        return services;
    }

    /// <summary>The order in which a request meets them.</summary>
    public static void UseHttp(this WebApplication app)
    {
        app.UseExceptionHandler();
        app.UseStatusCodePages(context => ErrorOf(context.HttpContext.Response.StatusCode) is { } error ? Problems.WriteAsync(context.HttpContext, error) : Task.CompletedTask);
        app.UseRouting();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseMiddleware<RateLimiting>();
        app.UseMiddleware<CharsetCheck>();
        app.UseMiddleware<IdempotencyMiddleware>();
    }

    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false });
        routes.MapHealthChecks("/health/ready", new HealthCheckOptions { Predicate = c => c.Tags.Contains("ready"), ResponseWriter = Readiness.WriteAsync });
    }

    /// <summary>What routing refuses without a word. Other statuses are their endpoint's own.</summary>
    private static Error? ErrorOf(int status) => status switch
    {
        StatusCodes.Status404NotFound => ProblemCatalogue.RouteNotFound,
        StatusCodes.Status405MethodNotAllowed => new Error(ErrorKind.Malformed, "request.method_not_allowed", "This address does not take that method; see Allow."),
        StatusCodes.Status413PayloadTooLarge => ProblemCatalogue.TooLarge,
        StatusCodes.Status415UnsupportedMediaType => ProblemCatalogue.UnsupportedMediaType,
        _ => null,
    };

    /// <summary>The versioned part of the API, with what all its routes share.</summary>
    public static RouteGroupBuilder MapVersion1(this IEndpointRouteBuilder routes) => routes.MapGroup("/v1").WithQueryWords().WithExternalKeys().WithEntityTags().WithPageLinks();
}
