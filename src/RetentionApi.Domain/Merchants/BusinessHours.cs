using NodaTime;

namespace RetentionApi.Domain.Merchants;

/// <summary>One interval in which the merchant is open on a weekday; a day may have several.</summary>
/// <param name="To">Midnight stands for the end of the day. Hours past midnight are two intervals.</param>
public readonly record struct BusinessHours(IsoDayOfWeek Day, LocalTime From, LocalTime To)
{
    /// <summary>Monday to Friday, 09:00 to 18:00.</summary>
    public static readonly IReadOnlyList<BusinessHours> Default =
        [.. Enumerable.Range(1, 5).Select(day => new BusinessHours((IsoDayOfWeek)day, new LocalTime(9, 0), new LocalTime(18, 0)))];

    internal bool EndsAtMidnight => To == LocalTime.Midnight;

    internal bool IsEmpty => !EndsAtMidnight && To <= From;

    internal bool Overlaps(BusinessHours later) => EndsAtMidnight || later.From < To;

    internal LocalDateTime StartOn(LocalDate date) => date + From;

    internal LocalDateTime EndOn(LocalDate date) => (EndsAtMidnight ? date.PlusDays(1) : date) + To;
}

/// <summary>A clock stands still in [<paramref name="From"/>, <paramref name="To"/>); while <paramref name="To"/> is null it has not gone on yet.</summary>
public readonly record struct Pause(Instant From, Instant? To);
