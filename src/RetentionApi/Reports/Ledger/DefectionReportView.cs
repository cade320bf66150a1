using NodaTime;
using RetentionApi.Domain.Defections;

namespace RetentionApi.Reports.Ledger;

/// <summary>The ledger of who came and who left. What is corrected later (a cancelled order, a merge) corrects the month that it belongs to.</summary>
/// <param name="AsOf">What happened since is not in it yet; null: nothing was counted yet.</param>
/// <param name="From">The first day.</param>
/// <param name="To">The last day.</param>
/// <param name="Months">Oldest first; each closes with what the next opens with.</param>
/// <param name="Causes">Of all who were lost in these months, the most frequent first (Pareto).</param>
internal sealed record DefectionReportView(Instant? AsOf, LocalDate From, LocalDate To, IReadOnlyList<LedgerMonthView> Months, IReadOnlyList<CauseShareView> Causes)
{
    public static DefectionReportView Of(Instant? asOf, ReportPeriod period, IEnumerable<LedgerMonth> months, IReadOnlyCollection<MonthOfDefections> defections)
    {
        var lost = defections.Where(d => d.Lost > 0 && d.Month >= period.From).ToLookup(d => d.Month);
        return new DefectionReportView(
            asOf, period.From, period.To,
            [.. months.Select(m => LedgerMonthView.Of(m, [.. lost[m.Month]]))],
            CauseShareView.MostFrequentFirst([.. LossesView.ByCause(lost.SelectMany(month => month))]));
    }
}

/// <summary>opening + new + wonBack − lost = closing, always.</summary>
/// <param name="Month">Its first day.</param>
/// <param name="Opening">Who had ordered before and was not lost when it began.</param>
/// <param name="New">Whose first order was in it.</param>
/// <param name="WonBack">Who ordered again after they were lost.</param>
/// <param name="Lost">Who crossed into lost, or said that they leave.</param>
/// <param name="WonBackSince">Of those lost in it: who has ordered again since, in whatever month.</param>
/// <param name="WinBackRate">wonBackSince ÷ lost, 0 to 1; null: nobody was lost. It grows with the time that a month has had.</param>
/// <param name="Causes">Why; what nobody left for is left out.</param>
internal sealed record LedgerMonthView(
    LocalDate Month, long Opening, long New, long WonBack, long Lost, long Closing, long WonBackSince, decimal? WinBackRate, IReadOnlyList<LossesView> Causes)
{
    /// <param name="lost">Who left in it.</param>
    public static LedgerMonthView Of(LedgerMonth month, IReadOnlyCollection<MonthOfDefections> lost)
    {
        var wonBack = lost.Sum(d => d.WonBackSince);
        return new(month.Month, month.Opening, month.New, month.WonBack, month.Lost, month.Closing, wonBack, Shares.Of(wonBack, month.Lost), [.. LossesView.ByCause(lost)]);
    }

    public long For(DefectionCause cause, CauseKnowledge known) => Causes.Where(c => c.Cause == cause).Sum(c => c.Of(known));
}

/// <param name="Told">They said so.</param>
/// <param name="Inferred">What is on record speaks of it.</param>
/// <param name="Unknown">Nothing does.</param>
internal sealed record LossesView(DefectionCause Cause, long Told, long Inferred, long Unknown)
{
    public static IEnumerable<LossesView> ByCause(IEnumerable<MonthOfDefections> defections) =>
        from defection in defections
        group defection by defection.Cause into ofCause
        orderby ofCause.Key
        let counts = ofCause.ToLookup(d => d.Known, d => d.Lost)
        select new LossesView(ofCause.Key, counts[CauseKnowledge.Told].Sum(), counts[CauseKnowledge.Inferred].Sum(), counts[CauseKnowledge.Unknown].Sum());

    public long Of(CauseKnowledge known) => known switch
    {
        CauseKnowledge.Told => Told,
        CauseKnowledge.Inferred => Inferred,
        _ => Unknown,
    };
}

/// <param name="Customers">Told, inferred and unknown together.</param>
/// <param name="Told">They said so.</param>
/// <param name="Inferred">What is on record speaks of it.</param>
/// <param name="Unknown">Nothing does.</param>
/// <param name="Share">Of all who were lost, 0 to 1.</param>
/// <param name="CumulativeShare">With all causes that are more frequent.</param>
internal sealed record CauseShareView(DefectionCause Cause, long Customers, long Told, long Inferred, long Unknown, decimal Share, decimal CumulativeShare)
{
    private const int Decimals = 4;

    public static IReadOnlyList<CauseShareView> MostFrequentFirst(IReadOnlyCollection<LossesView> losses)
    {
        var (all, sum) = (losses.Sum(Count), 0L);
        return
        [
            .. from loss in losses
               let customers = Count(loss)
               orderby customers descending, loss.Cause
               select new CauseShareView(loss.Cause, customers, loss.Told, loss.Inferred, loss.Unknown, ShareOf(customers), ShareOf(sum += customers)),
        ];

        decimal ShareOf(long customers) => Math.Round((decimal)customers / all, Decimals);
    }

    private static long Count(LossesView losses) => losses.Told + losses.Inferred + losses.Unknown;
}
