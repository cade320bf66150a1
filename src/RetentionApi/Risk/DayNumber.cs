using NodaTime;

namespace RetentionApi.Risk;

/// <summary>Days as the churn library counts them: from 1 January 1970, as PostgreSQL's <c>day - DATE '1970-01-01'</c> does.</summary>
internal static class DayNumber
{
    /// <summary>In SQL: the number of <c>d.day</c>.</summary>
    public const string Sql = "d.day - DATE '1970-01-01'";

    private static readonly LocalDate First = new(1970, 1, 1);

    public static int Of(LocalDate date) => Period.DaysBetween(First, date);

    public static LocalDate Date(int number) => First.PlusDays(number);
}
