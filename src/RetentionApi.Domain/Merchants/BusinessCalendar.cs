using System.Collections.Frozen;
using NodaTime;
using NodaTime.TimeZones;
using RetentionApi.Domain.Common;

namespace RetentionApi.Domain.Merchants;

/// <summary>
/// When a merchant is open: the clock of every deadline that is given in business hours or business days.
/// </summary>
/// <remarks>
/// An opening begins and ends at the first instant at which the local clock has reached its times. So a clock change shortens or lengthens
/// the openings it falls into by what really elapses, an opening that was skipped is empty, and no instant is counted twice.
/// </remarks>
public sealed class BusinessCalendar
{
    /// <summary>Ten years of nothing but holidays; more is a mistake, and a bound on every search.</summary>
    public const int MostHolidays = 3_660;

    public const int MostBusinessDays = 1_000;

    /// <summary>A budget that is not used up within this long after its start has no due instant.</summary>
    public static readonly Duration Horizon = Duration.FromDays(20 * 366);

    private static readonly ZoneLocalMappingResolver FirstReached =
        Resolvers.CreateMappingResolver(Resolvers.ReturnEarlier, Resolvers.ReturnStartOfIntervalAfter);

    private readonly BusinessHours[][] openings;
    private readonly FrozenSet<LocalDate> holidays;

    private BusinessCalendar(DateTimeZone zone, BusinessHours[][] openings, FrozenSet<LocalDate> holidays) =>
        (Zone, this.openings, this.holidays) = (zone, openings, holidays);

    public DateTimeZone Zone { get; }

    /// <summary>Refused: a calendar that is never open, an empty interval, intervals that overlap, too many holidays.</summary>
    public static Result<BusinessCalendar> Create(DateTimeZone zone, IEnumerable<BusinessHours> hours, IEnumerable<LocalDate> holidays)
    {
        var byDay = hours.ToLookup(h => h.Day);
        BusinessHours[][] openings = [.. Enumerable.Range(0, 8).Select(day => byDay[(IsoDayOfWeek)day].OrderBy(h => h.From).ToArray())];
        var closed = holidays.ToFrozenSet();

        if (openings.Skip(1).All(day => day.Length == 0))
            return Error.Refused("business_hours.never_open", "Give at least one interval in which the merchant is open.", "/businessHours");
        if (openings.SelectMany(day => day).Any(h => h.IsEmpty))
            return Error.Refused("business_hours.empty_interval", "Each interval must end after it begins; split one that passes midnight.", "/businessHours");
        if (openings.Any(day => day.Zip(day.Skip(1)).Any(pair => pair.First.Overlaps(pair.Second))))
            return Error.Refused("business_hours.overlap", "The intervals of one day must not overlap.", "/businessHours");
        if (closed.Count > MostHolidays)
            return Error.Refused("holidays.too_many", $"Give at most {MostHolidays} holidays.", "/holidays");
        return new BusinessCalendar(zone, openings, closed);
    }

    /// <summary>The instant at which <paramref name="budget"/> of business time after <paramref name="start"/> is used up: the closing time, not the next opening.</summary>
    /// <returns>Null while a pause is open and the budget was not used up before it, or beyond <see cref="Horizon"/>.</returns>
    public Instant? Due(Instant start, Duration budget, IReadOnlyCollection<Pause>? pauses = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(budget, Duration.Zero);
        if (budget == Duration.Zero)
            return start;
        foreach (var (from, to) in Running(start, start + Horizon, pauses))
        {
            if (to - from >= budget)
                return from + budget;
            budget -= to - from;
        }

        return null;
    }

    /// <summary>How much business time runs in [<paramref name="start"/>, <paramref name="end"/>); zero where end is not after start.</summary>
    public Duration Elapsed(Instant start, Instant end, IReadOnlyCollection<Pause>? pauses = null)
    {
        var elapsed = Duration.Zero;
        foreach (var (from, to) in Running(start, end, pauses))
            elapsed += to - from;
        return elapsed;
    }

    /// <summary>
    /// The same time of day <paramref name="days"/> business days later. What begins while closed begins at the next opening. A time at which that later day
    /// is closed moves to its next opening, or to its last closing time where none follows.
    /// </summary>
    public Instant DueInBusinessDays(Instant start, int days)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(days);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(days, MostBusinessDays);
        var opened = Running(start, Instant.MaxValue, null).First().From.InZone(Zone).LocalDateTime;
        var date = opened.Date;
        for (var left = days; left > 0; left -= OpeningsOn(date).Length > 0 ? 1 : 0)
            date = date.PlusDays(1);

        var time = date + opened.TimeOfDay;
        var openings = OpeningsOn(date);
        foreach (var opening in openings)
        {
            if (time <= opening.EndOn(date))
                return At(LocalDateTime.Max(time, opening.StartOn(date)));
        }

        return At(openings[^1].EndOn(date));
    }

    public bool IsOpenAt(Instant instant) => Elapsed(instant, instant + Duration.Epsilon) > Duration.Zero;

    /// <summary>The stretches of [start, end) in which the merchant is open and the clock is not paused, in order.</summary>
    private IEnumerable<(Instant From, Instant To)> Running(Instant start, Instant end, IReadOnlyCollection<Pause>? pauses)
    {
        if (end <= start)
            yield break;
        var paused = pauses is { Count: > 0 } ? pauses.OrderBy(p => p.From).ToArray() : [];
        for (var date = start.InZone(Zone).Date; ; date = date.PlusDays(1))
        {
            foreach (var opening in OpeningsOn(date))
            {
                var from = Instant.Max(start, At(opening.StartOn(date)));
                if (from >= end)
                    yield break;
                foreach (var stretch in Unpaused(from, Instant.Min(end, At(opening.EndOn(date))), paused))
                    yield return stretch;
            }

            // Closed days yield nothing that could end the search.
            if (At(date.PlusDays(1).AtMidnight()) >= end || paused.Any(p => p.To is null && p.From <= At(date.AtMidnight())))
                yield break;
        }
    }

    private static IEnumerable<(Instant From, Instant To)> Unpaused(Instant from, Instant to, Pause[] paused)
    {
        foreach (var pause in paused)
        {
            if (pause.From > from && pause.From < to)
                yield return (from, pause.From);
            if (pause.From < to)
                from = Instant.Max(from, pause.To ?? Instant.MaxValue);
        }

        if (from < to)
            yield return (from, to);
    }

    private BusinessHours[] OpeningsOn(LocalDate date) => holidays.Contains(date) ? [] : openings[(int)date.DayOfWeek];

    private Instant At(LocalDateTime local) => Zone.ResolveLocal(local, FirstReached).ToInstant();
}
