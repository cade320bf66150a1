using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;
using NodaTime.Text;

namespace RetentionApi.Platform.Json;

/// <summary>A time of day as people write it, <c>09:00</c>; seconds only where there are any.</summary>
internal sealed class LocalTimeConverter : JsonConverter<LocalTime>
{
    private static readonly LocalTimePattern Minutes = LocalTimePattern.CreateWithInvariantCulture("HH':'mm");

    public override LocalTime Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var text = reader.TokenType == JsonTokenType.String ? reader.GetString()! : "";
        return Minutes.Parse(text) is { Success: true } minutes ? minutes.Value
            : LocalTimePattern.ExtendedIso.Parse(text) is { Success: true } seconds ? seconds.Value
            : throw JsonReason.Exception("a time of day is written like 09:00; midnight at the end of a day is 00:00");
    }

    public override void Write(Utf8JsonWriter writer, LocalTime value, JsonSerializerOptions options) =>
        writer.WriteStringValue((value.TickOfSecond == 0 && value.Second == 0 ? Minutes : LocalTimePattern.ExtendedIso).Format(value));
}
