using NodaTime;

namespace RetentionApi.Platform.Time;

/// <summary>The times that are taken. Nothing a shop tells lies outside, and whatever is added to one can be kept; "never" written as the year 1 or 9999 is no time.</summary>
internal static class TimeRange
{
    public static readonly LocalDate First = new(1900, 1, 1), Last = new(2199, 12, 31);

    /// <summary>A hundred years.</summary>
    public const int LongestInDays = 36_525;

    public static bool Holds(LocalDate date) => date >= First && date <= Last;
}
