using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;
using NodaTime.Text;
using RetentionApi.Platform.Time;

namespace RetentionApi.Platform.Json;

/// <summary>ISO 8601, <c>P7D</c> or <c>PT4H</c>. A day is 24 hours; months and years have no fixed length and are refused, and so is what is longer than any time we take.</summary>
internal sealed class DurationConverter : JsonConverter<Duration>
{
    public override Duration Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && PeriodPattern.Roundtrip.Parse(reader.GetString()!) is { Success: true, Value: { Years: 0, Months: 0 } period } && Math.Abs(Days(period)) <= TimeRange.LongestInDays
            ? period.ToDuration()
            : throw JsonReason.Exception("a duration is ISO 8601 in weeks, days, hours, minutes or seconds, like P7D or PT4H, and at most a hundred years");

    public override void Write(Utf8JsonWriter writer, Duration value, JsonSerializerOptions options) =>
        writer.WriteStringValue(PeriodPattern.Roundtrip.Format(new PeriodBuilder { Days = value.Days, Nanoseconds = value.NanosecondOfDay }.Build().Normalize()));

    /// <summary>Its length, whatever its parts are: they may be as long as a number can be, and their sum longer.</summary>
    private static decimal Days(Period period) =>
        (7m * period.Weeks) + period.Days + (period.Hours / 24m) + (period.Minutes / 1_440m) + (period.Seconds / 86_400m) + (period.Milliseconds / 86_400_000m)
        + (period.Ticks / 864_000_000_000m) + (period.Nanoseconds / 86_400_000_000_000m);
}
