using CsCheck;
using NodaTime;
using NodaTime.TimeZones;
using RetentionApi.Domain.Merchants;

namespace RetentionApi.Domain.Tests.Merchants;

/// <summary>What holds in every zone, above all around its clock changes.</summary>
public sealed class BusinessCalendarProperties
{
    private static readonly DateTimeZone[] Zones = [.. TzdbDateTimeZoneSource.Default.CanonicalIdMap.Values.Distinct().Select(id => DateTimeZoneProviders.Tzdb[id])];

    private static readonly BusinessHours[][] Weeks =
    [
        [.. BusinessHours.Default],
        Daily((0, 0), (0, 0)),
        [.. Daily((0, 15), (1, 45)), .. Daily((2, 30), (3, 0)), .. Daily((3, 0), (23, 0))],
        [new(IsoDayOfWeek.Sunday, new(1, 30), new(2, 30)), new(IsoDayOfWeek.Thursday, new(22, 0), LocalTime.Midnight)],
    ];

    /// <summary>How long before the change the clock starts, and how much business time it is given.</summary>
    private static readonly (Duration Lead, Duration Budget)[] Trials =
        [(Duration.Zero, Duration.FromMilliseconds(1)), (Duration.FromMinutes(95), Duration.FromMinutes(190)), (Duration.FromHours(26), Duration.FromHours(24))];

    private static readonly Gen<Scene> Scenes =
        from zone in Gen.OneOf(Zones)
        from week in Gen.OneOf(Weeks)
        from change in Gen.OneOf([Instant.FromUtc(2026, 6, 1, 0, 0), .. Changes(zone)])
        from holidays in Gen.Int[-3, 9].Array[0, 4]
        from start in Gen.Int[-7200, 7200]
        from budget in Gen.Int[0, 4000]
        from pauses in Gen.Select(Gen.Int[-8000, 8000], Gen.Int[0, 3000]).Array[0, 4]
        select new Scene(
            BusinessCalendar.Create(zone, week, holidays.Select(change.InZone(zone).Date.PlusDays)).Value,
            change + Duration.FromMinutes(start),
            Duration.FromMinutes(budget),
            [.. pauses.Select(p => Pause(change, p.Item1, p.Item2))]);

    [Fact]
    public void In_every_zone_around_every_clock_change_the_time_elapsed_until_due_is_the_budget()
    {
        foreach (var calendar in Zones.SelectMany(zone => Weeks.Select(week => BusinessCalendar.Create(zone, week, []).Value)))
        {
            foreach (var change in Changes(calendar.Zone))
            {
                foreach (var (lead, budget) in Trials)
                    Assert.True(calendar.Elapsed(change - lead, calendar.Due(change - lead, budget)!.Value) == budget, $"{budget} in {calendar.Zone.Id} from {change - lead}");
            }
        }
    }

    [Fact]
    public void With_pauses_and_holidays_too_the_time_elapsed_until_due_is_the_budget() => Scenes.Sample(s =>
        s.Calendar.Elapsed(s.Start, s.Calendar.Due(s.Start, s.Budget, s.Pauses)!.Value, s.Pauses) == s.Budget);

    [Fact]
    public void Nothing_is_due_before_its_budget_is_used_up() => Scenes.Where(s => s.Budget > Duration.Zero).Sample(s =>
        s.Calendar.Elapsed(s.Start, s.Calendar.Due(s.Start, s.Budget, s.Pauses)!.Value - Duration.Epsilon, s.Pauses) < s.Budget);

    [Fact]
    public void What_starts_later_or_may_take_longer_is_due_no_sooner() => Gen.Select(Scenes, Gen.Int[0, 5000], Gen.Int[0, 5000]).Sample((s, later, longer) =>
        s.Calendar.Due(s.Start, s.Budget, s.Pauses) <= s.Calendar.Due(s.Start + Duration.FromMinutes(later), s.Budget + Duration.FromMinutes(longer), s.Pauses));

    [Fact]
    public void Time_elapsed_adds_up() => Gen.Select(Scenes, Gen.Int[0, 5000], Gen.Int[0, 5000]).Sample((s, first, second) =>
    {
        var middle = s.Start + Duration.FromMinutes(first);
        var end = middle + Duration.FromMinutes(second);
        return s.Calendar.Elapsed(s.Start, middle, s.Pauses) + s.Calendar.Elapsed(middle, end, s.Pauses) == s.Calendar.Elapsed(s.Start, end, s.Pauses);
    });

    [Fact]
    public void A_pause_moves_the_due_instant_by_exactly_the_business_time_it_held() => Gen.Select(Scenes, Gen.Int[0, 100], Gen.Int[0, 3000]).Where(t => t.Item1.Budget > Duration.Zero).Sample((s, percent, minutes) =>
    {
        var due = s.Calendar.Due(s.Start, s.Budget)!.Value;
        var from = s.Start + (due - s.Start) * percent / 101;
        var to = from + Duration.FromMinutes(minutes);

        var moved = s.Calendar.Due(s.Start, s.Budget, [new Pause(from, to)])!.Value;

        return s.Calendar.Elapsed(due, moved) == s.Calendar.Elapsed(from, to);
    });

    [Fact]
    public void The_order_of_pauses_is_of_no_matter() => Gen.Select(Scenes, Gen.Int).Sample((s, seed) =>
    {
        var shuffled = s.Pauses.ToArray();
        new Random(seed).Shuffle(shuffled);
        return s.Calendar.Due(s.Start, s.Budget, shuffled) == s.Calendar.Due(s.Start, s.Budget, s.Pauses);
    });

    [Fact]
    public void Business_days_never_end_outside_business_hours_and_never_go_back() => Gen.Select(Scenes, Gen.Int[0, 10], Gen.Int[0, 5000]).Sample((s, days, later) =>
    {
        var due = s.Calendar.DueInBusinessDays(s.Start, days);
        return due >= s.Start
            && (s.Calendar.IsOpenAt(due) || s.Calendar.Elapsed(due - Duration.FromDays(1), due) > Duration.Zero || IsSkipped(s.Calendar.Zone, due))
            && due <= s.Calendar.DueInBusinessDays(s.Start + Duration.FromMinutes(later), days)
            && due <= s.Calendar.DueInBusinessDays(s.Start, days + 1);
    });

    [Fact]
    public void In_utc_it_agrees_with_counting_minutes() => Scenes.Sample(s =>
    {
        var calendar = BusinessCalendar.Create(DateTimeZone.Utc, Weeks[2], []).Value;
        var minutes = Enumerable.Range(0, 3000).Select(m => s.Start + Duration.FromMinutes(m)).Count(at =>
            Weeks[2].Any(h => h.Day == at.InUtc().DayOfWeek && h.From <= at.InUtc().TimeOfDay && at.InUtc().TimeOfDay < h.To)
            && !s.Pauses.Any(p => p.From <= at && at < p.To));
        return calendar.Elapsed(s.Start, s.Start + Duration.FromMinutes(3000), s.Pauses) == Duration.FromMinutes(minutes);
    }, iter: 50);

    private static bool IsSkipped(DateTimeZone zone, Instant due) => zone.GetZoneInterval(due).HasStart && zone.GetZoneInterval(due).Start == due;

    private static Pause Pause(Instant around, int from, int length) => new(around + Duration.FromMinutes(from), around + Duration.FromMinutes(from + length));

    private static IEnumerable<Instant> Changes(DateTimeZone zone) =>
        zone.GetZoneIntervals(Instant.FromUtc(1960, 1, 1, 0, 0), Instant.FromUtc(2036, 1, 1, 0, 0)).Skip(1).Select(interval => interval.Start);

    private static BusinessHours[] Daily((int Hour, int Minute) from, (int Hour, int Minute) to) =>
        [.. Enumerable.Range(1, 7).Select(day => new BusinessHours((IsoDayOfWeek)day, new(from.Hour, from.Minute), new(to.Hour, to.Minute)))];

    private sealed record Scene(BusinessCalendar Calendar, Instant Start, Duration Budget, Pause[] Pauses);
}
