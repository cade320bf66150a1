using NodaTime;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.Merchants;

namespace RetentionApi.Domain.Relationships;

/// <summary>The five rungs over all time: the raw level they make, and the level, which is the highest raw one of late.</summary>
/// <remarks>Everything here is constant between few instants, so it is computed at those only. Instants to come count as if no further fact arrived.</remarks>
internal sealed class Ladder
{
    private static readonly Level[] Barring = [Level.Proactive, Level.Cooperative, Level.Responsible, Level.Interactive];

    private readonly RungTimeline[] timelines;
    private readonly Duration fallAfter;
    private readonly List<(Instant From, Level Raw)> steps = [(Instant.MinValue, Level.Basic)];

    public Ladder(RelationshipFacts facts, Policy policy)
    {
        timelines = new RungRules(facts, policy).Timelines();
        fallAfter = policy.FallAfter;
        RungChanges = [.. timelines.SelectMany(t => t.Changes).Distinct().Order()];
        foreach (var at in RungChanges)
        {
            var raw = ComputeRaw(at);
            if (raw != steps[^1].Raw)
                steps.Add((at, raw));
        }

        Changes = [.. RungChanges.Concat(steps.Skip(1).Select(s => s.From + fallAfter)).Distinct().Order()];
    }

    /// <summary>Every instant at which a rung's state may change.</summary>
    public IReadOnlyList<Instant> RungChanges { get; }

    /// <summary>Every instant at which a rung, the raw level or the level may change.</summary>
    public IReadOnlyList<Instant> Changes { get; }

    public RungTimeline Of(Level level) => timelines[(int)level - 1];

    public RungState StateAt(Level level, Instant at)
    {
        var state = Of(level).StateAt(at);
        return level == Level.Interactive && state == RungState.Met && StateAt(Level.Responsible, at) != RungState.Met ? RungState.NotYet : state;
    }

    public Level RawAt(Instant at) => steps[StepAt(at)].Raw;

    public Level LevelAt(Instant at)
    {
        var i = StepAt(at);
        var level = steps[i].Raw;
        while (steps[i].From > at - fallAfter)
            level = (Level)Math.Max((int)level, (int)steps[--i].Raw);
        return level;
    }

    /// <summary>Since when the raw level has been below <paramref name="level"/>.</summary>
    public Instant BelowSince(Level level, Instant at)
    {
        var i = StepAt(at);
        while (i > 0 && steps[i - 1].Raw < level)
            i--;
        return steps[i].From;
    }

    /// <summary>The failure that bars <paramref name="level"/>, on the lowest rung that has one.</summary>
    public Finding? BarrierTo(Level level, Instant at) =>
        Barring.Where(rung => rung <= level && StateAt(rung, at) == RungState.Unmet).Select(rung => Of(rung).DecisiveAt(at)).FirstOrDefault();

    /// <summary>Why the raw level is below one that it had.</summary>
    public Explanation WhyBelow(Level level, Instant at)
    {
        if (BarrierTo(level, at) is { } barrier)
            return barrier.Because;
        var missing = level == Level.Interactive && Of(level).StateAt(at) == RungState.Met ? Level.Responsible : level;
        var aged = Of(missing).Findings.Where(f => f.State == RungState.Met && f.Until <= at).MaxBy(f => f.Until)!;
        return Explanation.Of("level.proofEnded", ("level", missing), ("on", aged.From), ("source", aged.Source));
    }

    /// <summary>Why the raw level rose to <paramref name="level"/>: its new evidence, or what had barred it and was made good.</summary>
    public Explanation WhyRisen(Level level, Instant at)
    {
        bool BeginsNow(Finding f) => f.State == RungState.Met && f.From == at;
        bool EndsNow(Finding f) => f.State == RungState.Unmet && f.Until == at;

        var proof = Of(level).Findings.FirstOrDefault(BeginsNow) ?? (level == Level.Interactive ? Of(Level.Responsible).Findings.FirstOrDefault(BeginsNow) : null);
        if (proof is not null)
            return proof.Because;
        var healed = Barring.Where(rung => rung <= level).SelectMany(rung => Of(rung).Findings).First(EndsNow);
        return Explanation.Of("level.recovered", ("level", level), ("on", at), ("source", healed.Source));
    }

    private Level ComputeRaw(Instant at)
    {
        var raw = Level.Basic;
        foreach (var rung in Barring)
        {
            var state = StateAt(rung, at);
            if (state == RungState.Unmet)
                break;
            if (state == RungState.Met)
                raw = rung;
        }

        return raw;
    }

    private int StepAt(Instant at)
    {
        var i = steps.Count - 1;
        while (steps[i].From > at)
            i--;
        return i;
    }
}
