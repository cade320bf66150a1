namespace RetentionApi.Platform.Jobs;

/// <summary>What a job did, in counts by name.</summary>
internal sealed record JobSummary(IReadOnlyDictionary<string, long> Counts)
{
    public static readonly JobSummary Nothing = new(new Dictionary<string, long>());

    public static JobSummary Of(string what, long count) => count == 0 ? Nothing : new(new Dictionary<string, long> { [what] = count });

    public static JobSummary Count(IEnumerable<string> outcomes) => new(outcomes.CountBy(o => o).ToDictionary(o => o.Key, o => (long)o.Value));

    public static JobSummary operator +(JobSummary left, JobSummary right) =>
        right == Nothing ? left : left == Nothing ? right
        : new(left.Counts.Concat(right.Counts).GroupBy(c => c.Key).ToDictionary(g => g.Key, g => g.Sum(c => c.Value)));

    public override string ToString() => Counts.Count == 0 ? "nothing to do" : string.Join(", ", Counts.OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => $"{c.Key} {c.Value}"));
}
