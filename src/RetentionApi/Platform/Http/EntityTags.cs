using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Errors;
using RetentionApi.Platform.Mediation;

namespace RetentionApi.Platform.Http;

/// <summary>The version of a resource as its ETag; PATCH and DELETE must name the one they read.</summary>
internal static class EntityTags
{
    public static string Of(int version) => string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");

    /// <summary>Sets ETag on every answer whose value has a version.</summary>
    public static TBuilder WithEntityTags<TBuilder>(this TBuilder group)
        where TBuilder : IEndpointConventionBuilder => group.AddEndpointFilter(async (invocation, next) =>
    {
        var result = await next(invocation);
        var inner = result is INestedHttpResult nested ? nested.Result : result;
        if (inner is IValueHttpResult { Value: IVersioned versioned })
            invocation.HttpContext.Response.Headers.ETag = Of(versioned.Version);
        return result;
    });
}

/// <summary>The If-Match header: the version that the caller read, or <c>*</c> for any.</summary>
internal sealed record IfMatch(int? Version) : IEndpointParameterMetadataProvider
{
    /// <summary>So that the description shows the header and its errors.</summary>
    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) => builder.Metadata.Add(new NeedsIfMatch());

    public static ValueTask<IfMatch?> BindAsync(HttpContext context)
    {
        var text = context.Request.Headers.IfMatch.ToString().Trim();
        return ValueTask.FromResult<IfMatch?>(text switch
        {
            "" => null,
            "*" => new IfMatch(Version: null),
            ['"', .. var version, '"'] when int.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var number) => new IfMatch(number),
            _ => new IfMatch(-1), // a tag that no version of ours has
        });
    }

    /// <summary>428 where nothing was said, 412 where it is stale; null: go on.</summary>
    public static Error? Check(IfMatch? ifMatch, int version) =>
        ifMatch is not { } match ? ProblemCatalogue.IfMatchMissing
        : match.Version is { } expected && expected != version ? ProblemCatalogue.Stale
        : null;
}

/// <summary>What the route asks of its caller; shown in the description.</summary>
internal sealed record NeedsIfMatch;
