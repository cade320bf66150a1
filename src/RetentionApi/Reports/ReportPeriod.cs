using System.ComponentModel;
using NodaTime;
using NodaTime.Text;
using RetentionApi.Domain.Common;

namespace RetentionApi.Reports;

/// <summary>A month, <c>2026-03</c>, or a day, <c>2026-03-15</c>, in a query string.</summary>
internal readonly record struct DayOrMonth(LocalDate FirstDay, LocalDate LastDay)
{
    public static bool TryParse(string? text, out DayOrMonth parameter)
    {
        var (month, day) = (YearMonthPattern.Iso.Parse(text ?? ""), LocalDatePattern.Iso.Parse(text ?? ""));
        parameter = month.Success ? new DayOrMonth(month.Value.OnDayOfMonth(1), month.Value.ToDateInterval().End)
            : day.Success ? new DayOrMonth(day.Value, day.Value)
            : default;
        return month.Success || day.Success;
    }
}

/// <summary>What every report over a time takes. Days are the merchant's.</summary>
internal sealed record PeriodRequest(
    [property: Description("The first month, such as `2026-03`, or a day of it; absent: eleven months before the last.")] DayOrMonth? From,
    [property: Description("The last month, such as `2026-03`, or a day of it; absent: this month, or eleven months after the first where that is past.")] DayOrMonth? To)
{
    private const int MonthsByDefault = 12, MostMonths = 120;

    /// <summary>Whole months.</summary>
    public Result<ReportPeriod> Months(LocalDate today) => Between(today, day => day.With(DateAdjusters.StartOfMonth), day => day.With(DateAdjusters.EndOfMonth));

    /// <summary>The very days; of a month all of them.</summary>
    public Result<ReportPeriod> Days(LocalDate today) => Between(today, day => day, day => day);

    private Result<ReportPeriod> Between(LocalDate today, Func<LocalDate, LocalDate> first, Func<LocalDate, LocalDate> last)
    {
        var to = last(To?.LastDay ?? LocalDate.Min(today, From?.FirstDay.PlusMonths(MonthsByDefault).PlusDays(-1) ?? today));
        var from = first(From?.FirstDay ?? to.With(DateAdjusters.StartOfMonth).PlusMonths(1 - MonthsByDefault));
        return from <= to && to < from.PlusMonths(MostMonths) ? new ReportPeriod(from, to) : ReportProblems.WrongPeriod;
    }
}

/// <param name="From">The first day.</param>
/// <param name="To">The last day.</param>
internal sealed record ReportPeriod(LocalDate From, LocalDate To)
{
    /// <summary>The first day of each month that it touches.</summary>
    public IEnumerable<LocalDate> Months
    {
        get
        {
            for (var month = From.With(DateAdjusters.StartOfMonth); month <= To; month = month.PlusMonths(1))
                yield return month;
        }
    }
}
