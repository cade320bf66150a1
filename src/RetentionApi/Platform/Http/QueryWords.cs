using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;

namespace RetentionApi.Platform.Http;

/// <summary>Lets enums in a query or a path be the words of the API, <c>status=partlyDelivered</c>; ASP.NET by itself takes their C# names and numbers.</summary>
internal static class QueryWords
{
    /// <summary>The name of no enum's value.</summary>
    private const string Unknown = "?";

    public static TBuilder WithQueryWords<TBuilder>(this TBuilder group)
        where TBuilder : IEndpointConventionBuilder
    {
        group.Finally(endpoint =>
        {
            var words = WordsOf(endpoint.Metadata.OfType<MethodInfo>().FirstOrDefault());
            if (words.Count == 0 || endpoint.RequestDelegate is not { } handle)
                return;
            endpoint.RequestDelegate = context =>
            {
                Translate(context, words);
                return handle(context);
            };
        });
        return group;
    }

    /// <summary>By the name of each parameter: its words, and what C# calls them.</summary>
    private static Dictionary<string, Dictionary<string, string>> WordsOf(MethodInfo? endpoint) => (
        from parameter in endpoint?.GetParameters() ?? []
        from value in parameter.IsDefined(typeof(AsParametersAttribute))
            ? parameter.ParameterType.GetProperties().Select(p => (p.Name, Type: p.PropertyType))
            : [(Name: parameter.Name!, Type: parameter.ParameterType)]
        let type = Nullable.GetUnderlyingType(value.Type) ?? value.Type
        where type.IsEnum
        select (value.Name, Words: Enum.GetNames(type).ToDictionary(JsonNamingPolicy.CamelCase.ConvertName)))
        .ToDictionary(p => p.Name, p => p.Words, StringComparer.OrdinalIgnoreCase);

    /// <summary>For the binding only: path and query string stay as they were sent.</summary>
    private static void Translate(HttpContext context, Dictionary<string, Dictionary<string, string>> words)
    {
        foreach (var (name, names) in words)
            if (context.Request.RouteValues.TryGetValue(name, out var word))
                context.Request.RouteValues[name] = names.GetValueOrDefault(word as string ?? "", Unknown);
        var query = context.Request.Query.ToDictionary(
            q => q.Key,
            q => words.TryGetValue(q.Key, out var names) ? new StringValues([.. q.Value.Select(v => names.GetValueOrDefault(v ?? "", Unknown))]) : q.Value,
            StringComparer.OrdinalIgnoreCase);
        context.Features.Set<IQueryFeature>(new QueryFeature(new QueryCollection(query)));
    }
}
