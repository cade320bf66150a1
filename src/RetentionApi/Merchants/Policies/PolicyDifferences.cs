using NodaTime;
using RetentionApi.Domain.FollowUps;
using RetentionApi.Domain.Relationships;
using RetentionApi.Relationships;

namespace RetentionApi.Merchants.Policies;

/// <summary>What would be otherwise under another policy, counted customer by customer.</summary>
internal sealed class PolicyDifferences
{
    private const int MostSamples = 10;

    private readonly Dictionary<(Level From, Level To), Tally> moves = [];
    private readonly Dictionary<FollowUpKind, Tally> opens = [], atOnce = [], stops = [];

    public int Customers { get; private set; }

    /// <param name="now">Under the policy that holds.</param>
    /// <param name="then">Under the other one.</param>
    public void Add(CustomerDerivation now, CustomerDerivation then, Instant at)
    {
        Customers++;
        var (from, to) = (now.Assessment.EarnedLevel, then.Assessment.EarnedLevel);
        if (from != to && !then.IsWithheld)
            Count(moves, (from, to), then.CustomerId);

        var opened = then.Opened.ExceptBy(now.Opened.Select(KeyOf), KeyOf).ToList();
        foreach (var duty in opened)
            Count(opens, duty.Kind, then.CustomerId);
        foreach (var duty in opened.Where(f => f.DueAt <= at))
            Count(atOnce, duty.Kind, then.CustomerId);
        foreach (var duty in Ended(then).ExceptBy(Ended(now).Select(KeyOf), KeyOf))
            Count(stops, duty.Kind, then.CustomerId);
    }

    public PolicyDifferencesView ToView(TimeSpan took)
    {
        long Sum(Func<(Level From, Level To), bool> isMeant) => moves.Where(m => isMeant(m.Key)).Sum(m => m.Value.Count);
        return new PolicyDifferencesView(
            Customers, Rise: Sum(m => m.To > m.From), Fall: Sum(m => m.To < m.From),
            [.. moves.OrderBy(m => m.Key).Select(m => new LevelMoveView(m.Key.From, m.Key.To, m.Value.Count, m.Value.Sample))],
            [.. opens.OrderBy(o => o.Key).Select(o => new DutyCountView(o.Key, o.Value.Count, atOnce.GetValueOrDefault(o.Key)?.Count ?? 0, o.Value.Sample))],
            [.. stops.OrderBy(s => s.Key).Select(s => new DutyCountView(s.Key, s.Value.Count, null, s.Value.Sample))],
            Math.Round(took.TotalSeconds, 1));
    }

    private static IEnumerable<FollowUp> Ended(CustomerDerivation derived) => derived.Changed.Select(c => c.Row).Where(f => f.Status is FollowUpStatus.Cancelled);

    private static (FollowUpKind Kind, string Cause, int Step) KeyOf(FollowUp duty) => (duty.Kind, duty.Cause, duty.Step);

    private static void Count<TKey>(Dictionary<TKey, Tally> tallies, TKey key, Guid customerId)
        where TKey : notnull
    {
        if (!tallies.TryGetValue(key, out var tally))
            tallies[key] = tally = new Tally();
        tally.Count++;
        if (tally.Sample.Count < MostSamples && !tally.Sample.Contains(customerId))
            tally.Sample.Add(customerId);
    }

    private sealed class Tally
    {
        public long Count { get; set; }

        public List<Guid> Sample { get; } = [];
    }
}

/// <summary>What a policy would change at once, beside what holds now. What runs already stays as it is.</summary>
/// <param name="Customers">How many were looked at.</param>
/// <param name="Rise">How many would stand on a higher level.</param>
/// <param name="Fall">How many would stand on a lower level.</param>
/// <param name="Opens">Follow-ups that would be opened.</param>
/// <param name="Stops">Follow-ups that would not be owed any more.</param>
/// <param name="Seconds">How long it took.</param>
internal sealed record PolicyDifferencesView(
    long Customers, long Rise, long Fall, IReadOnlyList<LevelMoveView> Levels, IReadOnlyList<DutyCountView> Opens, IReadOnlyList<DutyCountView> Stops, double Seconds);

/// <param name="Sample">Some of the customers.</param>
internal sealed record LevelMoveView(Level From, Level To, long Count, IReadOnlyList<Guid> Sample);

/// <param name="DueAtOnce">Of these, how many would be due at once.</param>
/// <param name="Sample">Some of the customers.</param>
internal sealed record DutyCountView(FollowUpKind Kind, long Count, long? DueAtOnce, IReadOnlyList<Guid> Sample);
