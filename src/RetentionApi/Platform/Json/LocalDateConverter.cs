using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;
using NodaTime.Text;
using RetentionApi.Platform.Time;

namespace RetentionApi.Platform.Json;

/// <summary>A day, <c>2026-03-01</c>, within <see cref="TimeRange"/>.</summary>
internal sealed class LocalDateConverter : JsonConverter<LocalDate>
{
    public static bool TryParse(string text, out LocalDate date)
    {
        var parsed = LocalDatePattern.Iso.Parse(text);
        date = parsed.Success ? parsed.Value : default;
        return parsed.Success && TimeRange.Holds(date);
    }

    public override LocalDate Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && TryParse(reader.GetString()!, out var date)
            ? date
            : throw JsonReason.Exception($"a day is written like 2026-03-01, from {TimeRange.First.Year} to {TimeRange.Last.Year}");

    public override void Write(Utf8JsonWriter writer, LocalDate value, JsonSerializerOptions options) => writer.WriteStringValue(LocalDatePattern.Iso.Format(value));
}
