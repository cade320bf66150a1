using NodaTime;
using RetentionApi.Domain.Relationships;

namespace RetentionApi.Reports.Levels;

/// <summary>Customers by earned level, month by month. Who objected to profiling has no level and is not among them.</summary>
/// <param name="AsOf">What happened since is not in it yet; null: nothing was counted yet.</param>
/// <param name="From">The first day.</param>
/// <param name="To">The last day.</param>
/// <param name="Months">Oldest first; each begins where the one before ended.</param>
internal sealed record LevelReportView(Instant? AsOf, LocalDate From, LocalDate To, IReadOnlyList<LevelMonthView> Months);

/// <param name="Month">Its first day.</param>
/// <param name="Customers">At each level when it ended.</param>
/// <param name="Entered">Who became known in it; everybody begins as `basic`.</param>
/// <param name="Rises">How often somebody came to a higher level.</param>
/// <param name="Falls">How often somebody fell to a lower one.</param>
/// <param name="Flows">From which level to which; what did not happen is left out.</param>
internal sealed record LevelMonthView(LocalDate Month, LevelCountsView Customers, long Entered, long Rises, long Falls, IReadOnlyList<LevelFlowView> Flows)
{
    public static LevelMonthView Of(LevelMonth month) => new(
        month.Month, LevelCountsView.Of(month.Customers), month.Entered, month.Rises, month.Falls,
        [.. month.Flows.Where(f => f.From is not null).Select(f => new LevelFlowView(f.From!.Value, f.To, f.Customers))]);

    public long Moved(Level from, Level to) => Flows.Where(f => f.From == from && f.To == to).Sum(f => f.Customers);
}

internal sealed record LevelCountsView(long Basic, long Proactive, long Cooperative, long Responsible, long Interactive)
{
    public static LevelCountsView Of(IReadOnlyDictionary<Level, long> counts) =>
        new(counts[Level.Basic], counts[Level.Proactive], counts[Level.Cooperative], counts[Level.Responsible], counts[Level.Interactive]);

    public long At(Level level) => level switch
    {
        Level.Basic => Basic,
        Level.Proactive => Proactive,
        Level.Cooperative => Cooperative,
        Level.Responsible => Responsible,
        _ => Interactive,
    };
}

internal sealed record LevelFlowView(Level From, Level To, long Customers);
