using NodaTime;

namespace RetentionApi.Domain.Relationships;

/// <summary>How many customers came from one earned level to another in a month.</summary>
/// <param name="Month">Its first day.</param>
/// <param name="From">Null: they became known.</param>
public sealed record LevelFlow(LocalDate Month, Level? From, Level To, long Customers);

/// <summary>A month of the levels: where customers stood at its end, and how they came there from where they stood when it began.</summary>
/// <param name="Month">Its first day.</param>
/// <param name="Customers">At each level when it ended.</param>
/// <param name="Flows">From whom to whom within it; never more than one of a pair.</param>
public sealed record LevelMonth(LocalDate Month, IReadOnlyDictionary<Level, long> Customers, IReadOnlyList<LevelFlow> Flows)
{
    /// <summary>Who became known; all of them begin as basic.</summary>
    public long Entered => Flows.Where(f => f.From is null).Sum(f => f.Customers);

    public long Rises => Flows.Where(f => f.From < f.To).Sum(f => f.Customers);

    public long Falls => Flows.Where(f => f.From > f.To).Sum(f => f.Customers);

    /// <param name="months">Their first days, in sequence.</param>
    /// <param name="flows">All there ever were until the end of the last month, each pair of a month once.</param>
    public static IReadOnlyList<LevelMonth> Of(IEnumerable<LocalDate> months, IReadOnlyCollection<LevelFlow> flows)
    {
        var standing = Enum.GetValues<Level>().ToDictionary(level => level, _ => 0L);
        var waiting = new Queue<LevelFlow>(flows.OrderBy(f => f.Month).ThenBy(f => f.From).ThenBy(f => f.To));
        List<LevelMonth> counted = [];
        foreach (var month in months)
        {
            List<LevelFlow> within = [];
            while (waiting.TryPeek(out var next) && next.Month <= month)
            {
                var flow = waiting.Dequeue();
                standing[flow.To] += flow.Customers;
                if (flow.From is { } from)
                    standing[from] -= flow.Customers;
                if (flow.Month == month)
                    within.Add(flow);
            }

            counted.Add(new LevelMonth(month, new Dictionary<Level, long>(standing), within));
        }

        return counted;
    }
}
