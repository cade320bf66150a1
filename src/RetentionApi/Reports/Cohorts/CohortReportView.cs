using NodaTime;

namespace RetentionApi.Reports.Cohorts;

/// <summary>
/// Retention by the month of the first order: whoever ordered on any day of a later month has come back in it. Who ever ordered on a second day is told beside it, for who
/// comes back in several months is in each of them.
/// </summary>
/// <param name="AsOf">What happened since is not in it yet; null: nothing was counted yet.</param>
/// <param name="From">The first day of the first cohort's month.</param>
/// <param name="To">The last day of the last cohort's month.</param>
/// <param name="Cohorts">Oldest first.</param>
internal sealed record CohortReportView(Instant? AsOf, LocalDate From, LocalDate To, IReadOnlyList<CohortView> Cohorts);

/// <param name="Month">The first day of the month in which they first ordered.</param>
/// <param name="Customers">How many they are.</param>
/// <param name="OrderedAgain">Who of them has ordered on a second day, be it in the same month.</param>
/// <param name="SecondOrderRate">orderedAgain ÷ customers, 0 to 1; null: nobody first ordered in it.</param>
/// <param name="MedianDaysToSecondOrder">Half of those who ordered again did so within so many days of the first order; null: nobody did.</param>
/// <param name="Months">From that month itself until this one, which is not over yet.</param>
internal sealed record CohortView(
    LocalDate Month, long Customers, long OrderedAgain, decimal? SecondOrderRate, int? MedianDaysToSecondOrder, IReadOnlyList<CohortMonthView> Months)
{
    private const int Decimals = 4;

    /// <param name="buyers">Who of it ordered, by the month.</param>
    /// <param name="again">Null: nobody ordered on a second day.</param>
    public static CohortView Of(LocalDate month, IEnumerable<(LocalDate Month, long Customers)> buyers, SecondOrders? again, LocalDate today)
    {
        var ordering = buyers.ToDictionary(b => b.Month, b => b.Customers);
        var size = ordering.GetValueOrDefault(month);
        var later = size == 0 ? 0 : Period.Between(month, today, PeriodUnits.Months).Months + 1;
        return new CohortView(month, size, again?.Customers ?? 0, Shares.Of(again?.Customers ?? 0, size), again?.MedianDays,
        [
            .. from k in Enumerable.Range(0, later)
               let customers = ordering.GetValueOrDefault(month.PlusMonths(k))
               select new CohortMonthView(k, customers, Math.Round((decimal)customers / size, Decimals)),
        ]);
    }
}

/// <summary>Who of a cohort ordered on a second day, and after how many days half of them had.</summary>
internal sealed record SecondOrders(LocalDate Cohort, long Customers, int MedianDays);

/// <param name="MonthsLater">0: the month of the first order itself.</param>
/// <param name="Customers">How many of the cohort ordered in it.</param>
/// <param name="Share">Of the cohort, 0 to 1.</param>
internal sealed record CohortMonthView(int MonthsLater, long Customers, decimal Share);
