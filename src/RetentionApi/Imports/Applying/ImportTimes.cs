using NodaTime;
using NodaTime.Text;
using RetentionApi.Platform.Json;
using RetentionApi.Platform.Time;

namespace RetentionApi.Imports.Applying;

/// <summary>Reads times as files write them; without an offset they are in the merchant's zone.</summary>
internal sealed class ImportTimes(DateTimeZone zone)
{
    private static readonly IPattern<LocalDateTime> Local = new CompositePatternBuilder<LocalDateTime>
    {
        { LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm:ss"), _ => true },
        { LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm:ss"), _ => true },
        { LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm"), _ => true },
        { LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm"), _ => true },
        { LocalDateTimePattern.CreateWithInvariantCulture("uuuu/M/d H:mm:ss"), _ => true },
        { LocalDateTimePattern.CreateWithInvariantCulture("uuuu/M/d H:mm"), _ => true },
        { LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd"), _ => true },
        { LocalDateTimePattern.CreateWithInvariantCulture("uuuu/M/d"), _ => true },
        { LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm:ss.FFFFFF"), _ => true },
    }.Build();

    /// <summary>Lines of one order have one time: it is read once.</summary>
    private (string Text, Instant Instant) last = ("", default);

    public Instant? Read(string text)
    {
        if (text == last.Text)
            return last.Instant;
        if (!OffsetInstantConverter.TryParse(text, out var instant))
        {
            var local = Local.Parse(text);
            if (!local.Success || !TimeRange.Holds(local.Value.Date))
                return null;
            instant = local.Value.InZoneLeniently(zone).ToInstant();
        }

        last = (text, instant);
        return instant;
    }
}
