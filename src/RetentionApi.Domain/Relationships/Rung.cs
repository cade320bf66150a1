using NodaTime;
using RetentionApi.Domain.Common;

namespace RetentionApi.Domain.Relationships;

public enum RungState
{
    /// <summary>Never called for, or done and not yet answered: nobody's fault, bars nothing.</summary>
    NotYet,

    Met,

    /// <summary>Called for and failing now: bars its rung and those above.</summary>
    Unmet,
}

/// <summary>One rung as it stands.</summary>
/// <param name="Until">When this state ends by time alone; null: never.</param>
public sealed record Rung(Level Level, RungState State, Explanation Because, Instant? Until);

/// <summary>What meets a rung or makes it fail in [<paramref name="From"/>, <paramref name="Until"/>).</summary>
/// <param name="Source">The duty or fact behind it.</param>
/// <param name="Remedy">Code of what would end it, where it is a failure that bars.</param>
internal sealed record Finding(RungState State, Instant From, Instant Until, Explanation Because, string Source, string? Remedy = null)
{
    public static Finding Met(string code, Instant from, Instant until, string source) =>
        new(RungState.Met, from, until, Explanation.Of(code, ("on", from), ("source", source)), source);

    public static Finding Unmet(string code, string? remedy, Instant from, Instant? until, string source, params (string, object)[] more) =>
        new(RungState.Unmet, from, until ?? Instant.MaxValue, Explanation.Of(code, [("since", from), ("source", source), .. more]), source, remedy);

    public bool Covers(Instant at) => From <= at && at < Until;
}

/// <summary>All that was ever found about one rung.</summary>
internal sealed class RungTimeline(IEnumerable<Finding> found)
{
    private readonly Finding[] findings = [.. found.Where(f => f.From < f.Until).OrderBy(f => f.From).ThenBy(f => f.Source, StringComparer.Ordinal)];
    private List<(Instant From, Instant Until)>? met;
    private List<(Instant From, Instant Until)>? unmet;

    public IReadOnlyList<Finding> Findings => findings;

    public IEnumerable<Instant> Changes => Met.Concat(Unmet).SelectMany(span => new[] { span.From, span.Until }).Where(at => at < Instant.MaxValue);

    // Hundreds of answered enquiries hold a rung for one unbroken stretch: only the stretches matter to the level.
    private List<(Instant From, Instant Until)> Met => met ??= Stretches(RungState.Met);

    private List<(Instant From, Instant Until)> Unmet => unmet ??= Stretches(RungState.Unmet);

    public RungState StateAt(Instant at) => Covers(Unmet, at) ? RungState.Unmet : Covers(Met, at) ? RungState.Met : RungState.NotYet;

    /// <summary>What decides the state: the failure that began first, else what holds it longest.</summary>
    public Finding? DecisiveAt(Instant at) =>
        findings.FirstOrDefault(f => f.State == RungState.Unmet && f.Covers(at)) ?? findings.Where(f => f.Covers(at)).MaxBy(f => f.Until);

    private List<(Instant From, Instant Until)> Stretches(RungState state)
    {
        var stretches = new List<(Instant From, Instant Until)>();
        foreach (var finding in findings.Where(f => f.State == state))
        {
            if (stretches.Count > 0 && finding.From <= stretches[^1].Until)
                stretches[^1] = (stretches[^1].From, Instant.Max(stretches[^1].Until, finding.Until));
            else
                stretches.Add((finding.From, finding.Until));
        }

        return stretches;
    }

    private static bool Covers(List<(Instant From, Instant Until)> stretches, Instant at)
    {
        foreach (var (from, until) in stretches)
        {
            if (from <= at && at < until)
                return true;
        }

        return false;
    }
}
