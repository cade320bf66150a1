using NodaTime;

namespace RetentionApi.Reports.Promises;

/// <summary>What you promised, by the month for which it was promised, and what came of it.</summary>
/// <param name="AsOf">What happened since is not in it yet; null: nothing was counted yet.</param>
/// <param name="From">The first day.</param>
/// <param name="To">The last day.</param>
/// <param name="Months">Oldest first.</param>
internal sealed record PromiseReportView(Instant? AsOf, LocalDate From, LocalDate To, IReadOnlyList<PromiseMonthView> Months);

/// <param name="Month">Its first day.</param>
/// <param name="Total">Of all sources.</param>
/// <param name="Sources">Those of which there were promises.</param>
internal sealed record PromiseMonthView(LocalDate Month, PromiseCountsView Total, IReadOnlyList<PromiseSourceView> Sources);

/// <param name="Source">What made them: `delivery` (a promised date), `case`, `interaction` (an answer), `orderLine` (what a product claims), `promise` (instead of one that was renegotiated), `told` or `hand` (reported).</param>
internal sealed record PromiseSourceView(string Source, PromiseCountsView Counts);

/// <summary>due = kept + broken + repaired, always.</summary>
/// <param name="Due">Those of which it is known whether they were kept. What was withdrawn with its order counts nowhere.</param>
/// <param name="Broken">And not made good.</param>
/// <param name="Repaired">Broken, then fulfilled late, and the customer told or compensated.</param>
/// <param name="Renegotiated">The customer agreed to another date, which is a promise of its own.</param>
/// <param name="Open">Of which it is not known yet.</param>
/// <param name="KeptShare">Kept ÷ due, 0 to 1; null: none was due.</param>
internal sealed record PromiseCountsView(long Due, long Kept, long Broken, long Repaired, long Renegotiated, long Open, decimal? KeptShare)
{
    public static PromiseCountsView Of(long kept, long broken, long repaired, long renegotiated, long open)
    {
        var due = kept + broken + repaired;
        return new(due, kept, broken, repaired, renegotiated, open, Shares.Of(kept, due));
    }

    public static PromiseCountsView Sum(IReadOnlyCollection<PromiseCountsView> counts) =>
        Of(counts.Sum(c => c.Kept), counts.Sum(c => c.Broken), counts.Sum(c => c.Repaired), counts.Sum(c => c.Renegotiated), counts.Sum(c => c.Open));
}
