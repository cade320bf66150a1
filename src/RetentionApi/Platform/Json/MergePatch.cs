using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http.Metadata;

namespace RetentionApi.Platform.Json;

/// <summary>The body of a PATCH, or a part of another body (RFC 7396): what is absent stays, what is null is removed, arrays are replaced as a whole.</summary>
/// <typeparam name="TBody">All that can be changed; a member that may not be removed is not nullable.</typeparam>
[JsonConverter(typeof(MergePatchConverters))]
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
        return Of(document.RootElement);
    }

    /// <exception cref="JsonException">As of <see cref="BindAsync"/>.</exception>
    public static MergePatch<TBody> Of(JsonElement changes)
    {
        if (changes.ValueKind != JsonValueKind.Object)
            throw JsonReason.Exception("a merge patch is a JSON object");
        changes.Deserialize<TBody>(JsonDefaults.Options); // refuses what could never be merged, before anything is read
        return new MergePatch<TBody>((JsonObject)Named(JsonObject.Create(changes.Clone()), typeof(TBody))!);
    }

    /// <summary>Members by the names that we write them with: as in any body they are known in any case. The keys of a dictionary are whoever's who made them, and stay as they are.</summary>
    private static JsonNode? Named(JsonNode? patch, Type type)
    {
        var info = JsonDefaults.Requests.GetTypeInfo(Nullable.GetUnderlyingType(type) ?? type);
        if (patch is not JsonObject members || info.Kind is not JsonTypeInfoKind.Object)
            return patch?.DeepClone();
        var named = new JsonObject();
        foreach (var (name, value) in members)
        {
            var property = info.Properties.First(p => p.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
            if (named.ContainsKey(property.Name))
                throw JsonReason.Exception($"{property.Name} is there twice");
            named[property.Name] = Named(value, property.PropertyType);
        }

        return named;
    }

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        builder.Metadata.Add(new AcceptsMetadata(["application/merge-patch+json", "application/json"], typeof(TBody)));

    /// <summary>What <paramref name="current"/> becomes.</summary>
    /// <param name="at">The member of the body that it came in, like <c>$.content</c>; null: it is the body.</param>
    public TBody ApplyTo(TBody current, string? at = null)
    {
        var target = JsonNode.Parse(JsonSerializer.SerializeToUtf8Bytes(current, JsonDefaults.Options));
        try
        {
            return Merge(target, changes).Deserialize<TBody>(JsonDefaults.Requests)!;
        }
        catch (JsonException exception) when (at is not null)
        {
            throw JsonReason.Within(exception, at);
        }
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

/// <summary>For a merge patch that is part of a body.</summary>
internal sealed class MergePatchConverters : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) => typeToConvert.IsGenericType && typeToConvert.GetGenericTypeDefinition() == typeof(MergePatch<>);

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(Converter<>).MakeGenericType(typeToConvert.GenericTypeArguments))!;

    private sealed class Converter<TBody> : JsonConverter<MergePatch<TBody>>
        where TBody : class
    {
        public override MergePatch<TBody> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            using var document = JsonDocument.ParseValue(ref reader);
            try
            {
                return MergePatch<TBody>.Of(document.RootElement);
            }
            catch (JsonException exception)
            {
                throw JsonReason.Within(exception, at: null); // the serializer around us knows where we are
            }
        }

        /// <summary>It is only ever read.</summary>
        public override void Write(Utf8JsonWriter writer, MergePatch<TBody> value, JsonSerializerOptions options) => throw new NotSupportedException();
    }
}
