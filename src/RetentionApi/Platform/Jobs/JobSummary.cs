namespace RetentionApi.Platform.Jobs;

/// <summary>What a job did, in counts by name, in the order in which they were named; what it found nothing of is a zero.</summary>
internal sealed record JobSummary(IReadOnlyDictionary<string, long> Counts)
{
    public static readonly JobSummary Nothing = new(new Dictionary<string, long>());

    public static JobSummary Of(string what, long count) => new(new Dictionary<string, long> { [what] = count });

    public static JobSummary Zero(params IEnumerable<string> whats) => new(whats.ToDictionary(w => w, _ => 0L));

    public static JobSummary Count(IEnumerable<string> outcomes) => new(outcomes.CountBy(o => o).ToDictionary(o => o.Key, o => (long)o.Value));

    public static JobSummary operator +(JobSummary left, JobSummary right) =>
        new(left.Counts.Concat(right.Counts).GroupBy(c => c.Key).ToDictionary(g => g.Key, g => g.Sum(c => c.Value)));

    /// <summary>For the log: without the zeros.</summary>
    public override string ToString() => Counts.Where(c => c.Value != 0).OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => $"{c.Key} {c.Value}").ToList() is { Count: > 0 } done
        ? string.Join(", ", done)
        : "nothing to do";
}
