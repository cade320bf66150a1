using System.Text.Json;
using System.Text.Json.Serialization;

namespace RetentionApi.Platform.Json;

/// <summary>Any text but one with U+0000, which PostgreSQL keeps neither as text nor in JSON.</summary>
internal sealed class TextConverter : JsonConverter<string>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String ? Kept(reader.GetString()!) : throw JsonReason.Exception("this is not of the expected form");

    public override string ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Kept(reader.GetString()!);

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);

    public override void WriteAsPropertyName(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WritePropertyName(value);

    private static string Kept(string text) => text.Contains('\0', StringComparison.Ordinal) ? throw JsonReason.Exception("the character U+0000 cannot be kept") : text;
}
