using NodaTime;

namespace RetentionApi.Domain.Defections;

/// <summary>A month of the ledger: opening + new + won back − lost = closing.</summary>
/// <param name="Month">Its first day.</param>
/// <param name="Opening">Customers who were not lost when it began.</param>
/// <param name="New">Whose first order was in it.</param>
/// <param name="WonBack">Who ordered again after they had been lost.</param>
public sealed record LedgerMonth(LocalDate Month, long Opening, long New, long WonBack, long Lost)
{
    public long Closing => Opening + New + WonBack - Lost;

    /// <param name="first">How many first orders on each day, all there ever were.</param>
    /// <param name="wonBack">How many came back on each day.</param>
    /// <param name="lost">How many were lost on each day.</param>
    /// <param name="from">A day of the first month.</param>
    /// <param name="to">A day of the last month.</param>
    public static IReadOnlyList<LedgerMonth> Between(
        LocalDate from, LocalDate to, IEnumerable<(LocalDate Day, long Count)> first, IEnumerable<(LocalDate Day, long Count)> wonBack, IEnumerable<(LocalDate Day, long Count)> lost)
    {
        var (start, end) = (MonthOf(from), MonthOf(to));
        var (news, backs, losses) = (new Months(first, start), new Months(wonBack, start), new Months(lost, start));
        var opening = news.Before + backs.Before - losses.Before;
        List<LedgerMonth> months = [];
        for (var month = start; month <= end; month = month.PlusMonths(1))
        {
            months.Add(new LedgerMonth(month, opening, news.In(month), backs.In(month), losses.In(month)));
            opening = months[^1].Closing;
        }

        return months;
    }

    private static LocalDate MonthOf(LocalDate day) => new(day.Year, day.Month, 1);

    private sealed class Months
    {
        private readonly Dictionary<LocalDate, long> counts = [];

        public Months(IEnumerable<(LocalDate Day, long Count)> days, LocalDate start)
        {
            foreach (var (day, count) in days)
            {
                if (day < start)
                    Before += count;
                else
                    counts[MonthOf(day)] = counts.GetValueOrDefault(MonthOf(day)) + count;
            }
        }

        public long Before { get; }

        public long In(LocalDate month) => counts.GetValueOrDefault(month);
    }
}
