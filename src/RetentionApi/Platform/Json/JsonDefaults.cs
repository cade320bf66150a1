using System.Collections;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using NodaTime;
using NodaTime.Serialization.SystemTextJson;
using RetentionApi.Platform.Time;

namespace RetentionApi.Platform.Json;

/// <summary>One way to read and write JSON: camelCase, RFC 3339 instants, camelCase enums, and no unknown member.</summary>
internal static class JsonDefaults
{
    /// <summary>For what we wrote ourselves: an older row may lack a member that came later.</summary>
    public static readonly JsonSerializerOptions Options = Configure(new JsonSerializerOptions(JsonSerializerDefaults.Web));

    /// <summary>For what callers send: a member without which there is no sense is not made up.</summary>
    public static readonly JsonSerializerOptions Requests = ConfigureRequests(new JsonSerializerOptions(JsonSerializerDefaults.Web));

    public static JsonSerializerOptions ConfigureRequests(JsonSerializerOptions options)
    {
        options.TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { RequireWhatCannotBeNull, RefuseNothingInLists } };
        return Configure(options);
    }

    private static JsonSerializerOptions Configure(JsonSerializerOptions options)
    {
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.AllowDuplicateProperties = false;
        options.Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        options.RespectNullableAnnotations = true;
        options.Converters.Add(new TextConverter());
        options.Converters.Add(new OffsetInstantConverter());
        options.Converters.Add(new LocalDateConverter());
        options.Converters.Add(new LocalTimeConverter());
        options.Converters.Add(new DurationConverter());
        options.Converters.Add(new MoneyConverter());
        options.Converters.Add(new WordConverter());
        options.ConfigureForNodaTime(DateTimeZoneProviders.Tzdb);
        return options;
    }

    /// <summary>Nullable is optional, and so is what has a default; the serializer by itself asks for all of a constructor's parameters or for none.</summary>
    private static void RequireWhatCannotBeNull(JsonTypeInfo type)
    {
        foreach (var member in type.Properties.Where(m => m.Set is not null && Nullable.GetUnderlyingType(m.PropertyType) is null))
            member.IsRequired |= member.AssociatedParameter is { } parameter ? !parameter.IsNullable && !parameter.HasDefaultValue : type.Type.IsValueType;
    }

    /// <summary>Nothing stands where an element is expected, nor a value behind a name: the serializer looks at nullable annotations of members only.</summary>
    private static void RefuseNothingInLists(JsonTypeInfo type)
    {
        if (type.Kind is JsonTypeInfoKind.Enumerable or JsonTypeInfoKind.Dictionary)
            type.OnDeserialized = list =>
            {
                if ((list is IDictionary named ? named.Values : (IEnumerable)list).Cast<object?>().Contains(null))
                    throw JsonReason.Exception("null stands for nothing here: leave it out");
            };
    }
}

/// <summary>RFC 3339 with any offset in, within <see cref="TimeRange"/>; UTC out.</summary>
internal sealed class OffsetInstantConverter : JsonConverter<Instant>
{
    private static readonly NodaTime.Text.OffsetDateTimePattern Pattern = NodaTime.Text.OffsetDateTimePattern.Rfc3339;

    public static bool TryParse(string text, out Instant instant)
    {
        var parsed = Pattern.Parse(text);
        var isTime = parsed.Success && TimeRange.Holds(parsed.Value.Date); // a day of any offset, before it is made an instant that there may not be
        instant = isTime ? Truncate(parsed.Value.ToInstant()) : default;
        return isTime;
    }

    public override Instant Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && TryParse(reader.GetString()!, out var instant)
            ? instant
            : throw JsonReason.Exception($"a time must be RFC 3339 with an offset, like 2026-03-01T09:30:00+08:00, in the years {TimeRange.First.Year} to {TimeRange.Last.Year}");

    public override void Write(Utf8JsonWriter writer, Instant value, JsonSerializerOptions options) =>
        writer.WriteStringValue(NodaTime.Text.InstantPattern.ExtendedIso.Format(value));

    /// <summary>To the microseconds that the database keeps.</summary>
    private static Instant Truncate(Instant instant) => Instant.FromUnixTimeTicks(instant.ToUnixTimeTicks() / 10 * 10);
}

/// <summary>Carries our own words for what is wrong with a value to the problem's <c>errors</c>.</summary>
internal static class JsonReason
{
    public static JsonException Exception(string reason)
    {
        var exception = new JsonException();
        exception.Data["reason"] = reason;
        return exception;
    }

    /// <summary>The place within a part of the body that was read by itself.</summary>
    public const string PlaceWithin = "within";

    /// <summary>What went wrong in a part of the body that was read by itself.</summary>
    /// <param name="at">Where the part stands; null: the serializer that reads the body adds it.</param>
    public static JsonException Within(JsonException inner, string? at)
    {
        var exception = new JsonException(inner.Message, at, null, null);
        exception.Data["reason"] = inner.Data["reason"];
        exception.Data[PlaceWithin] = inner.Path;
        return exception;
    }

    /// <summary>As the serializer says it of a member that it knows.</summary>
    public static JsonException Missing(string member) => new($"missing required: '{member}'");
}
