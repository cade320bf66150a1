using NodaTime;

namespace RetentionApi.Reports.Cohorts;

/// <summary>Retention by the month of the first order: whoever ordered on any day of a later month has come back in it.</summary>
/// <param name="AsOf">What happened since is not in it yet; null: nothing was counted yet.</param>
/// <param name="From">The first day of the first cohort's month.</param>
/// <param name="To">The last day of the last cohort's month.</param>
/// <param name="Cohorts">Oldest first.</param>
internal sealed record CohortReportView(Instant? AsOf, LocalDate From, LocalDate To, IReadOnlyList<CohortView> Cohorts);

/// <param name="Month">The first day of the month in which they first ordered.</param>
/// <param name="Customers">How many they are.</param>
/// <param name="Months">From that month itself until this one, which is not over yet.</param>
internal sealed record CohortView(LocalDate Month, long Customers, IReadOnlyList<CohortMonthView> Months)
{
    private const int Decimals = 4;

    public static CohortView Of(LocalDate month, IEnumerable<(LocalDate Month, long Customers)> buyers, LocalDate today)
    {
        var ordering = buyers.ToDictionary(b => b.Month, b => b.Customers);
        var size = ordering.GetValueOrDefault(month);
        var later = size == 0 ? 0 : Period.Between(month, today, PeriodUnits.Months).Months + 1;
        return new CohortView(month, size,
        [
            .. from k in Enumerable.Range(0, later)
               let customers = ordering.GetValueOrDefault(month.PlusMonths(k))
               select new CohortMonthView(k, customers, Math.Round((decimal)customers / size, Decimals)),
        ]);
    }
}

/// <param name="MonthsLater">0: the month of the first order itself.</param>
/// <param name="Customers">How many of the cohort ordered in it.</param>
/// <param name="Share">Of the cohort, 0 to 1.</param>
internal sealed record CohortMonthView(int MonthsLater, long Customers, decimal Share);
