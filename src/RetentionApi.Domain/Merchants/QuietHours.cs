using NodaTime;

namespace RetentionApi.Domain.Merchants;

/// <summary>The hours, by the customer's clock, in which nothing is sent that can wait. They may pass midnight; with equal times there are none.</summary>
public sealed record QuietHours(LocalTime From, LocalTime To)
{
    public static readonly QuietHours Default = new(new LocalTime(21, 0), new LocalTime(8, 0));

    public bool Contains(LocalTime time) => From <= To ? From <= time && time < To : time >= From || time < To;

    /// <summary>The first instant from <paramref name="instant"/> on at which the clock in <paramref name="zone"/> shows an allowed time.</summary>
    public Instant NextAllowed(Instant instant, DateTimeZone zone)
    {
        while (true)
        {
            var time = instant.InZone(zone).TimeOfDay;
            if (!Contains(time))
                return instant;

            var left = To - time;
            var allowed = instant + (left.ToDuration() > Duration.Zero ? left.ToDuration() : left.ToDuration() + Duration.FromDays(1));
            // Where the clock changes before then, it shows another time from there on: look again.
            var interval = zone.GetZoneInterval(instant);
            if (!interval.HasEnd || allowed < interval.End)
                return allowed;
            instant = interval.End;
        }
    }

    /// <summary>The first instant that is allowed in all of <paramref name="zones"/>; null where they share no hour within two days.</summary>
    public Instant? NextAllowed(Instant instant, IReadOnlyCollection<DateTimeZone> zones)
    {
        var candidate = instant;
        while (candidate <= instant + Duration.FromDays(2))
        {
            var later = zones.Aggregate(candidate, NextAllowed);
            if (later == candidate)
                return candidate;
            candidate = later;
        }

        return null;
    }
}
