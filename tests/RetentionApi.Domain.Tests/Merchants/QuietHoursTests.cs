using CsCheck;
using NodaTime;
using NodaTime.TimeZones;
using RetentionApi.Domain.Merchants;

namespace RetentionApi.Domain.Tests.Merchants;

public sealed class QuietHoursTests
{
    private static readonly DateTimeZone[] Zones = [.. TzdbDateTimeZoneSource.Default.CanonicalIdMap.Values.Distinct().Select(id => DateTimeZoneProviders.Tzdb[id])];

    [Theory]
    [InlineData(20, 59, 20, 59, 0)]
    [InlineData(21, 0, 8, 0, 1)]
    [InlineData(23, 30, 8, 0, 1)]
    [InlineData(0, 0, 8, 0, 0)]
    [InlineData(7, 59, 8, 0, 0)]
    [InlineData(8, 0, 8, 0, 0)]
    public void What_falls_into_the_night_waits_for_the_morning(int hour, int minute, int allowedHour, int allowedMinute, int daysLater)
    {
        var zone = DateTimeZoneProviders.Tzdb["Asia/Shanghai"];
        var day = new LocalDate(2026, 3, 4);

        var allowed = QuietHours.Default.NextAllowed((day + new LocalTime(hour, minute)).InZoneStrictly(zone).ToInstant(), zone);

        allowed.InZone(zone).LocalDateTime.Should().Be(day.PlusDays(daysLater) + new LocalTime(allowedHour, allowedMinute));
    }

    [Theory]
    [InlineData("Europe/London", "Asia/Shanghai", 8)] // 8 to 13 o'clock in London is 16 to 21 in Shanghai
    [InlineData("Asia/Shanghai", "America/Halifax", null)] // twelve hours apart
    public void Several_zones_share_an_hour_or_none(string first, string second, int? hourInFirst)
    {
        DateTimeZone[] zones = [DateTimeZoneProviders.Tzdb[first], DateTimeZoneProviders.Tzdb[second]];
        var narrow = new QuietHours(new(18, 0), new(8, 0));
        var hours = hourInFirst is null ? narrow : QuietHours.Default;

        var allowed = hours.NextAllowed(Instant.FromUtc(2026, 1, 5, 22, 0), zones);

        allowed?.InZone(zones[0]).Hour.Should().Be(hourInFirst);
        (allowed is null).Should().Be(hourInFirst is null);
    }

    [Fact]
    public void In_every_zone_around_every_clock_change_it_is_the_first_instant_whose_clock_is_not_quiet()
    {
        QuietHours[] all = [QuietHours.Default, new(new(1, 0), new(2, 30)), new(new(22, 0), new(0, 30)), new(new(23, 30), new(1, 15))];
        var changes = Zones.SelectMany(zone => zone.GetZoneIntervals(Instant.FromUtc(1970, 1, 1, 0, 0), Instant.FromUtc(2036, 1, 1, 0, 0)).Skip(1).Select(i => (zone, i.Start)));
        foreach (var (zone, change) in changes)
        {
            foreach (var quiet in all)
            {
                var from = change - Duration.FromMinutes(137);
                var allowed = quiet.NextAllowed(from, zone);
                Assert.False(quiet.Contains(allowed.InZone(zone).TimeOfDay), $"{zone.Id} {allowed}");
                for (var before = from; before < allowed; before += Duration.FromMinutes(30))
                    Assert.True(quiet.Contains(before.InZone(zone).TimeOfDay), $"{zone.Id} {before}");
            }
        }
    }

    [Fact]
    public void Asking_again_changes_nothing() =>
        Gen.Select(Gen.OneOf(Zones), Gen.Int[0, 2_000_000]).Sample((zone, minutes) =>
        {
            var allowed = QuietHours.Default.NextAllowed(Instant.FromUtc(2024, 1, 1, 0, 0) + Duration.FromMinutes(minutes), zone);
            return QuietHours.Default.NextAllowed(allowed, zone) == allowed;
        });

    [Fact]
    public void Equal_times_mean_no_quiet_hours() => new QuietHours(new(8, 0), new(8, 0)).Contains(new(8, 0)).Should().BeFalse();
}
