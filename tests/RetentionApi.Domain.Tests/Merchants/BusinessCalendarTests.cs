using NodaTime;
using NodaTime.Text;
using RetentionApi.Domain.Merchants;

namespace RetentionApi.Domain.Tests.Merchants;

public sealed class BusinessCalendarTests
{
    private static readonly DateTimeZone Shanghai = DateTimeZoneProviders.Tzdb["Asia/Shanghai"];
    private static readonly DateTimeZone London = DateTimeZoneProviders.Tzdb["Europe/London"];

    [Theory]
    [InlineData("2026-03-04T10:00", 4, "2026-03-04T14:00")]
    [InlineData("2026-03-04T16:00", 4, "2026-03-05T11:00")]
    [InlineData("2026-03-04T14:00", 4, "2026-03-04T18:00")] // the closing time itself, not the next opening
    [InlineData("2026-03-06T17:00", 4, "2026-03-09T12:00")] // over a weekend
    [InlineData("2026-03-07T12:00", 4, "2026-03-09T13:00")] // begun on a Saturday
    [InlineData("2026-03-04T03:00", 4, "2026-03-04T13:00")] // begun before opening
    [InlineData("2026-03-04T10:00", 0, "2026-03-04T10:00")]
    public void A_deadline_counts_business_hours_only(string start, int hours, string due) =>
        Calendar(Shanghai).Due(At(Shanghai, start), Duration.FromHours(hours)).Should().Be(At(Shanghai, due));

    [Fact]
    public void A_lunch_break_does_not_count()
    {
        var calendar = Calendar(Shanghai, [Monday("09:00", "12:00"), Monday("13:30", "18:00")]);

        calendar.Due(At(Shanghai, "2026-03-09T11:00"), Duration.FromHours(2)).Should().Be(At(Shanghai, "2026-03-09T14:30"));
    }

    [Fact]
    public void A_holiday_does_not_count()
    {
        var calendar = Calendar(Shanghai, holidays: [new LocalDate(2026, 3, 5), new LocalDate(2026, 3, 6)]);

        calendar.Due(At(Shanghai, "2026-03-04T17:00"), Duration.FromHours(2)).Should().Be(At(Shanghai, "2026-03-09T10:00"));
    }

    [Fact]
    public void Hours_to_midnight_join_those_of_the_next_day()
    {
        var calendar = Calendar(Shanghai, [new(IsoDayOfWeek.Saturday, new(18, 0), LocalTime.Midnight), new(IsoDayOfWeek.Sunday, LocalTime.Midnight, new(2, 0))]);

        calendar.Due(At(Shanghai, "2026-03-07T23:00"), Duration.FromHours(2)).Should().Be(At(Shanghai, "2026-03-08T01:00"));
    }

    [Theory]
    [InlineData("2026-03-29", 23)] // the clock jumps from 01:00 to 02:00
    [InlineData("2026-10-25", 25)] // 01:00 to 02:00 comes twice
    [InlineData("2026-06-01", 24)]
    public void A_day_open_around_the_clock_is_as_long_as_it_really_is(string day, int hours)
    {
        var midnight = At(London, day + "T00:00");
        var next = LocalDatePattern.Iso.Parse(day).Value.PlusDays(1).AtStartOfDayInZone(London).ToInstant();

        AlwaysOpen(London).Elapsed(midnight, next).Should().Be(Duration.FromHours(hours));
    }

    [Theory]
    [InlineData("2026-03-29T01:30")] // skipped: it opens when the clock has passed it, at 02:00
    [InlineData("2026-03-29T02:00")]
    public void An_opening_whose_start_is_skipped_starts_at_the_change(string opensAt)
    {
        var local = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm").Parse(opensAt).Value;
        var calendar = Calendar(London, [new(IsoDayOfWeek.Sunday, local.TimeOfDay, new(4, 0))]);

        calendar.Due(At(London, "2026-03-28T12:00"), Duration.FromMinutes(1)).Should().Be(Instant.FromUtc(2026, 3, 29, 1, 1));
    }

    [Theory]
    [InlineData(0, 30, 4, 0, 4.5)] // 00:30 to 04:00 of a clock that shows 01:00 to 02:00 twice
    [InlineData(1, 30, 4, 0, 3.5)] // from the first 01:30
    [InlineData(0, 30, 1, 30, 1)] // until the first 01:30
    public void Times_that_come_twice_mean_the_first(int hour, int minute, int toHour, int toMinute, double hours)
    {
        var calendar = Calendar(London, [new(IsoDayOfWeek.Sunday, new(hour, minute), new(toHour, toMinute))]);

        calendar.Elapsed(At(London, "2026-10-24T12:00"), At(London, "2026-10-26T12:00")).Should().Be(Duration.FromHours(hours));
    }

    [Fact]
    public void A_date_that_a_zone_skipped_has_no_hours()
    {
        var apia = DateTimeZoneProviders.Tzdb["Pacific/Apia"];
        var calendar = Calendar(apia, [new(IsoDayOfWeek.Friday, new(9, 0), new(18, 0))]);

        var due = calendar.Due(At(apia, "2011-12-29T12:00"), Duration.FromHours(1));

        due.Should().Be(At(apia, "2012-01-06T10:00"), "Samoa went from Thursday the 29th to Saturday the 31st");
    }

    [Fact]
    public void An_open_pause_leaves_no_due_instant()
    {
        var pause = new Pause(At(Shanghai, "2026-03-04T12:00"), null);

        Calendar(Shanghai).Due(At(Shanghai, "2026-03-04T10:00"), Duration.FromHours(4), [pause]).Should().BeNull();
    }

    [Fact]
    public void A_budget_used_up_before_the_pause_is_due()
    {
        var pause = new Pause(At(Shanghai, "2026-03-04T14:00"), null);

        Calendar(Shanghai).Due(At(Shanghai, "2026-03-04T10:00"), Duration.FromHours(4), [pause]).Should().Be(At(Shanghai, "2026-03-04T14:00"));
    }

    [Fact]
    public void Overlapping_pauses_count_once()
    {
        Pause[] pauses = [new(At(Shanghai, "2026-03-04T12:00"), At(Shanghai, "2026-03-04T14:00")), new(At(Shanghai, "2026-03-04T11:00"), At(Shanghai, "2026-03-04T13:00"))];

        Calendar(Shanghai).Due(At(Shanghai, "2026-03-04T10:00"), Duration.FromHours(4), pauses).Should().Be(At(Shanghai, "2026-03-04T17:00"));
    }

    [Fact]
    public void Years_of_holidays_end_the_search()
    {
        var first = new LocalDate(2026, 1, 1);
        var calendar = Calendar(Shanghai, holidays: [.. Enumerable.Range(0, BusinessCalendar.MostHolidays).Select(first.PlusDays)]);

        calendar.Due(At(Shanghai, "2026-01-01T00:00"), Duration.FromHours(1)).Should().Be(At(Shanghai, "2036-01-09T10:00"));
        calendar.Due(At(Shanghai, "2026-01-01T00:00"), Duration.FromDays(10_000)).Should().BeNull();
    }

    [Theory]
    [InlineData("2026-03-04T10:15", 5, "2026-03-11T10:15")]
    [InlineData("2026-03-04T10:15", 0, "2026-03-04T10:15")]
    [InlineData("2026-03-06T10:15", 1, "2026-03-09T10:15")]
    [InlineData("2026-03-04T20:00", 1, "2026-03-06T09:00")] // after closing: as if begun the next morning
    [InlineData("2026-03-07T11:00", 1, "2026-03-10T09:00")] // at a weekend: as if begun on Monday morning
    public void Business_days_keep_the_time_of_day(string start, int days, string due) =>
        Calendar(Shanghai).DueInBusinessDays(At(Shanghai, start), days).Should().Be(At(Shanghai, due));

    [Theory]
    [InlineData("2026-03-06T17:00", "2026-03-09T12:00")] // closed for the day by then: the last closing time
    [InlineData("2026-03-06T08:00", "2026-03-09T10:00")] // not open yet: the opening
    public void A_time_at_which_the_later_day_is_closed_is_clamped(string start, string due)
    {
        var calendar = Calendar(Shanghai, [new(IsoDayOfWeek.Friday, new(8, 0), new(18, 0)), Monday("10:00", "12:00")]);

        calendar.DueInBusinessDays(At(Shanghai, start), 1).Should().Be(At(Shanghai, due));
    }

    public static TheoryData<string, BusinessHours[]> Refused => new()
    {
        { "business_hours.never_open", [] },
        { "business_hours.empty_interval", [Monday("12:00", "12:00")] },
        { "business_hours.empty_interval", [Monday("22:00", "02:00")] },
        { "business_hours.overlap", [Monday("09:00", "12:00"), Monday("11:59", "18:00")] },
        { "business_hours.overlap", [Monday("09:00", "00:00"), Monday("13:00", "18:00")] },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void Hours_that_make_no_calendar_are_refused(string code, BusinessHours[] hours) =>
        BusinessCalendar.Create(Shanghai, hours, []).Error!.Code.Should().Be(code);

    private static BusinessHours Monday(string from, string to) =>
        new(IsoDayOfWeek.Monday, LocalTimePattern.GeneralIso.Parse(from + ":00").Value, LocalTimePattern.GeneralIso.Parse(to + ":00").Value);

    private static BusinessCalendar Calendar(DateTimeZone zone, IEnumerable<BusinessHours>? hours = null, IEnumerable<LocalDate>? holidays = null) =>
        BusinessCalendar.Create(zone, hours ?? BusinessHours.Default, holidays ?? []).Value;

    private static BusinessCalendar AlwaysOpen(DateTimeZone zone) =>
        Calendar(zone, Enumerable.Range(1, 7).Select(day => new BusinessHours((IsoDayOfWeek)day, LocalTime.Midnight, LocalTime.Midnight)));

    private static Instant At(DateTimeZone zone, string local) =>
        LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm").Parse(local).Value.InZoneStrictly(zone).ToInstant();
}
