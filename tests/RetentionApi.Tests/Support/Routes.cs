using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;
using RetentionApi.Platform.OpenApi;

namespace RetentionApi.Tests.Support;

/// <param name="Path">With its parameters in braces, without constraints: <c>/v1/customers/{id}</c>.</param>
internal sealed record Route(string Method, string Path, RouteEndpoint Endpoint)
{
    /// <summary>A body that this route understands, where it takes one.</summary>
    public object? Example => Endpoint.Metadata.GetMetadata<RequestExample>()?.Example;
}

/// <summary>The versioned routes of the service, as they are mapped.</summary>
internal static class Routes
{
    public static List<Route> Of(IServiceProvider services) => Under("/v1/", services);

    /// <summary>What people open in a browser.</summary>
    public static List<Route> OfPages(IServiceProvider services) => Under("/c/", services);

    private static List<Route> Under(string under, IServiceProvider services) =>
    [
        .. from endpoint in services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
           let path = PathOf(endpoint)
           where path.StartsWith(under, StringComparison.Ordinal)
           from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? []
           select new Route(method, path, endpoint),
    ];

    private static string PathOf(RouteEndpoint endpoint) =>
        "/" + string.Join('/', endpoint.RoutePattern.PathSegments.Select(s => string.Concat(s.Parts.Select(p => p switch
        {
            RoutePatternParameterPart parameter => $"{{{parameter.Name}}}",
            RoutePatternLiteralPart literal => literal.Content,
            _ => throw new NotSupportedException(endpoint.RoutePattern.RawText),
        }))));
}
