using NodaTime;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.FollowUps;
using RetentionApi.Domain.Merchants;

namespace RetentionApi.Domain.Relationships;

/// <summary>Computes the level of a customer from facts alone: the same facts give the same answer, in whatever order they came and whenever it is asked.</summary>
public static class Relationship
{
    private static readonly Level[] Levels = Enum.GetValues<Level>();

    /// <param name="asOf">What happened after it is left out.</param>
    /// <param name="knownAt">What was recorded after it is left out, what was withdrawn by then too.</param>
    public static Assessment Assess(RelationshipFacts facts, Policy policy, Instant asOf, Instant knownAt)
    {
        var known = facts.AsKnown(asOf, knownAt);
        var ladder = new Ladder(known, policy);
        var earned = ladder.LevelAt(asOf);
        var history = History(ladder, policy, asOf);
        var standing = LevelOverride.InForce(facts.Overrides, asOf);
        return new Assessment
        {
            AsOf = asOf,
            Level = standing?.Level ?? earned,
            EarnedLevel = earned,
            RawLevel = ladder.RawAt(asOf),
            Override = standing,
            Since = history.Count > 0 ? history[^1].At : null,
            Rungs = [.. Levels.Select(level => RungAt(level, ladder, known, policy, asOf))],
            Lapse = LapseAt(ladder, asOf),
            History = history,
            NextStep = NextStepFinder.Find(ladder, known, asOf),
            NextChangeAt = NextChange(ladder, facts.Overrides, asOf),
            PolicyVersion = policy.Version,
        };
    }

    /// <summary>Checks a recorded transition against what is known today, and names what came later.</summary>
    public static Recheck Recheck(Transition recorded, Instant recordedAt, RelationshipFacts facts, Policy policy, Instant now)
    {
        var today = new Ladder(facts.AsKnown(recorded.At, now), policy).LevelAt(recorded.At);
        return new Recheck(recorded.To, today, LaterFact.Between(recordedAt, now, facts, recorded.At));
    }

    private static List<Transition> History(Ladder ladder, Policy policy, Instant asOf)
    {
        var history = new List<Transition>();
        var from = Level.Basic;
        foreach (var at in ladder.Changes.Where(at => at <= asOf))
        {
            var to = ladder.LevelAt(at);
            if (to == from)
                continue;
            var because = to > from ? ladder.WhyRisen(to, at) : ladder.WhyBelow(from, at - policy.FallAfter);
            history.Add(new Transition(at, from, to, because, policy.Version));
            from = to;
        }

        return history;
    }

    private static Lapse? LapseAt(Ladder ladder, Instant asOf)
    {
        var level = ladder.LevelAt(asOf);
        if (ladder.RawAt(asOf) >= level)
            return null;
        // Either it falls, or time alone puts it right before (a broken promise grows old).
        var next = ladder.Changes.First(at => at > asOf && (ladder.LevelAt(at) < level || ladder.RawAt(at) >= level));
        var falls = ladder.LevelAt(next) < level;
        return new Lapse(ladder.BelowSince(level, asOf), falls ? next : null, falls ? ladder.LevelAt(next) : null, ladder.WhyBelow(level, asOf));
    }

    private static Rung RungAt(Level level, Ladder ladder, RelationshipFacts known, Policy policy, Instant asOf)
    {
        var state = ladder.StateAt(level, asOf);
        Instant? until = ladder.RungChanges.Where(at => at > asOf && ladder.StateAt(level, at) != state).Cast<Instant?>().FirstOrDefault();
        var because = state == RungState.NotYet ? WhyNotYet(level, ladder, known, policy, asOf) : ladder.Of(level).DecisiveAt(asOf)!.Because;
        return new Rung(level, state, because, until);
    }

    private static Explanation WhyNotYet(Level level, Ladder ladder, RelationshipFacts known, Policy policy, Instant asOf)
    {
        var asked = known.Duties.Where(d => d.Kind == FollowUpKind.QualityCheck && d.Answered is null && d.Done?.At > asOf - policy.RungWindow).MaxBy(d => d.Done!.Value.At);
        return level switch
        {
            Level.Basic => Explanation.Of("rung.notYetWelcomed"),
            Level.Proactive => Explanation.Of("rung.noEnquiryAnswered", ("days", policy.ProactiveWindow.Days)),
            Level.Cooperative => Explanation.Of("rung.noAdviceTaken", ("days", policy.RungWindow.Days)),
            Level.Responsible when asked is not null => Explanation.Of("rung.checkUnanswered", ("on", asked.Done!.Value.At), ("source", asked.Source)),
            Level.Responsible => Explanation.Of("rung.noCheckAnswered", ("days", policy.RungWindow.Days)),
            _ when ladder.Of(level).DecisiveAt(asOf) is { } decided => Explanation.Of("rung.suggestionWithoutCheck", ("on", decided.From), ("source", decided.Source)),
            _ => Explanation.Of("rung.noSuggestionDecided", ("days", policy.RungWindow.Days)),
        };
    }

    private static Instant? NextChange(Ladder ladder, IReadOnlyCollection<LevelOverride> overrides, Instant asOf)
    {
        bool Differs(Instant at) =>
            ladder.LevelAt(at) != ladder.LevelAt(asOf)
            || ladder.RawAt(at) != ladder.RawAt(asOf)
            || LevelOverride.InForce(overrides, at) != LevelOverride.InForce(overrides, asOf)
            || Levels.Any(level => ladder.StateAt(level, at) != ladder.StateAt(level, asOf));

        return ladder.Changes
            .Concat(overrides.SelectMany(o => new[] { o.ValidFrom, o.ValidUntil }))
            .Where(at => at > asOf)
            .Order()
            .Where(Differs)
            .Cast<Instant?>()
            .FirstOrDefault();
    }
}
