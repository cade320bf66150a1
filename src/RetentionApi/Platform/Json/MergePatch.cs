using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.Metadata;

namespace RetentionApi.Platform.Json;

/// <summary>The body of a PATCH (RFC 7396): what is absent stays, what is null is removed, arrays are replaced as a whole.</summary>
/// <typeparam name="TBody">All that can be changed; a member that may not be removed is not nullable.</typeparam>
internal sealed class MergePatch<TBody> : IEndpointParameterMetadataProvider
    where TBody : class
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    private readonly JsonObject changes;

    private MergePatch(JsonObject changes) => this.changes = changes;

    /// <exception cref="JsonException">It is not a JSON object, or names a member that <typeparamref name="TBody"/> has not, or gives one a value that it cannot have.</exception>
    public static async ValueTask<MergePatch<TBody>?> BindAsync(HttpContext context)
    {
        using var document = await JsonDocument.ParseAsync(context.Request.Body, Strict, context.RequestAborted);
        if (document.RootElement.ValueKind != JsonValueKind.Object)
            throw JsonReason.Exception("a merge patch is a JSON object");
        document.RootElement.Deserialize<TBody>(JsonDefaults.Options); // refuses what could never be merged, before anything is read
        return new MergePatch<TBody>(JsonObject.Create(document.RootElement.Clone())!);
    }

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        builder.Metadata.Add(new AcceptsMetadata(["application/merge-patch+json", "application/json"], typeof(TBody)));

    /// <summary>What <paramref name="current"/> becomes.</summary>
    public TBody ApplyTo(TBody current)
    {
        var target = JsonNode.Parse(JsonSerializer.SerializeToUtf8Bytes(current, JsonDefaults.Options));
        return Merge(target, changes).Deserialize<TBody>(JsonDefaults.Requests)!;
    }

    private static JsonNode? Merge(JsonNode? target, JsonNode? patch)
    {
        if (patch is not JsonObject members)
            return patch?.DeepClone();
        var merged = target as JsonObject ?? [];
        foreach (var (name, value) in members)
        {
            merged.Remove(name, out var before);
            if (value is not null)
                merged[name] = Merge(before, value);
        }

        return merged;
    }
}
