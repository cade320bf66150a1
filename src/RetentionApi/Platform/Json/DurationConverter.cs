using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;
using NodaTime.Text;

namespace RetentionApi.Platform.Json;

/// <summary>ISO 8601, <c>P7D</c> or <c>PT4H</c>. A day is 24 hours; months and years have no fixed length and are refused.</summary>
internal sealed class DurationConverter : JsonConverter<Duration>
{
    public override Duration Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && PeriodPattern.Roundtrip.Parse(reader.GetString()!) is { Success: true, Value: { Years: 0, Months: 0 } period }
            ? period.ToDuration()
            : throw JsonReason.Exception("a duration is ISO 8601 in weeks, days, hours, minutes or seconds, like P7D or PT4H");

    public override void Write(Utf8JsonWriter writer, Duration value, JsonSerializerOptions options) =>
        writer.WriteStringValue(PeriodPattern.Roundtrip.Format(new PeriodBuilder { Days = value.Days, Nanoseconds = value.NanosecondOfDay }.Build().Normalize()));
}
