using System.Reflection;
using Microsoft.AspNetCore.Http.Features;

namespace RetentionApi.Platform.Http;

/// <summary>Decodes the keys in a path, once, from the target as it was sent: ASP.NET decodes a path all but <c>%2F</c>, so that afterwards nobody can tell <c>a%2Fb</c> from <c>a%252Fb</c>.</summary>
internal static class ExternalKeys
{
    public static TBuilder WithExternalKeys<TBuilder>(this TBuilder group)
        where TBuilder : IEndpointConventionBuilder
    {
        group.Finally(endpoint =>
        {
            if (endpoint is not RouteEndpointBuilder route || route.RequestDelegate is not { } handle)
                return;
            var keys = KeysOf(route);
            if (keys.Count == 0)
                return;
            route.RequestDelegate = context =>
            {
                Decode(context, keys);
                return handle(context);
            };
        });
        return group;
    }

    /// <summary>By the name of each parameter: which segment of the path it is.</summary>
    private static Dictionary<string, int> KeysOf(RouteEndpointBuilder route)
    {
        var names = (route.Metadata.OfType<MethodInfo>().FirstOrDefault()?.GetParameters() ?? [])
            .Where(p => p.ParameterType == typeof(ExternalKey)).Select(p => p.Name!).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return route.RoutePattern.PathSegments.Select((segment, place) => (Name: (segment.Parts[0] as Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart)?.Name, place))
            .Where(s => s.Name is not null && names.Contains(s.Name)).ToDictionary(s => s.Name!, s => s.place);
    }

    private static void Decode(HttpContext context, Dictionary<string, int> keys)
    {
        var values = context.Request.RouteValues;
        if (context.Features.Get<IHttpRequestFeature>() is not { RawTarget: { Length: > 0 } target })
        {
            foreach (var name in keys.Keys) // a server in memory keeps no target: what ASP.NET left is undone
                values[name] = (values[name] as string)?.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
            return;
        }

        var segments = SegmentsOf(target.Split('?')[0]);
        var before = segments.Length - SegmentsOf(context.Request.Path.Value!).Length; // a prefix, or in the absolute form the host, is not in our pattern
        foreach (var (name, place) in keys)
            if (segments.ElementAtOrDefault(before + place) is { } segment)
                values[name] = Uri.UnescapeDataString(segment);
    }

    private static string[] SegmentsOf(string path) => path.Split('/', StringSplitOptions.RemoveEmptyEntries);
}
