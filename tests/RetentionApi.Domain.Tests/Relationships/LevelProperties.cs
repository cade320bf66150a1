using CsCheck;
using NodaTime;
using RetentionApi.Domain.Merchants;
using RetentionApi.Domain.Relationships;
using static RetentionApi.Domain.Tests.Relationships.Given;

namespace RetentionApi.Domain.Tests.Relationships;

/// <summary>What holds for every relationship there can be.</summary>
public sealed class LevelProperties
{
    [Fact]
    public void The_order_of_arrival_is_of_no_matter() => Gen.Select(Gens.Facts, Gens.Days, Gens.Days, Gen.Int).Sample((facts, asOf, knownAt, seed) =>
    {
        var shuffled = new RelationshipFacts { Evidence = Shuffled(facts.Evidence, seed), Duties = Shuffled(facts.Duties, seed), Suggestions = Shuffled(facts.Suggestions, seed) };
        return Told(Assess(shuffled, asOf, knownAt)) == Told(Assess(facts, asOf, knownAt));
    });

    [Fact]
    public void One_more_positive_row_never_lowers_a_level() => Gen.Select(Gens.Facts, Gens.PositiveRow, Gens.Days, Gens.Days).Sample((facts, row, asOf, knownAt) =>
        Assess(facts.With(row), asOf, knownAt).EarnedLevel >= Assess(facts, asOf, knownAt).EarnedLevel);

    [Fact]
    public void One_more_negative_row_never_raises_a_level() => Gen.Select(Gens.Facts, Gens.NegativeRow, Gens.Days, Gens.Days).Sample((facts, row, asOf, knownAt) =>
        Assess(facts.With(row), asOf, knownAt).EarnedLevel <= Assess(facts, asOf, knownAt).EarnedLevel);

    [Fact]
    public void A_row_and_its_withdrawal_change_nothing() => Gen.Select(Gens.Facts, Gens.Row, Gens.Days, Gens.Days).Sample((facts, row, asOf, knownAt) =>
    {
        var withdrawn = row with { WithdrawnAt = Instant.Min(Day(knownAt), row.RecordedAt) };
        return Told(Assess(facts.With(withdrawn), asOf, knownAt)) == Told(Assess(facts, asOf, knownAt));
    });

    [Fact]
    public void The_level_is_the_highest_raw_level_of_the_30_days_before() => Gen.Select(Gens.Facts, Gens.Days).Sample((facts, asOf) =>
    {
        // Every instant is on the grid of quarter days: these are all raw levels of the 30 days.
        var highest = Enumerable.Range(0, (30 * 4) + 1).Max(quarters => Assess(facts, asOf - (quarters / 4.0), Gens.LastDay).RawLevel);
        return Assess(facts, asOf, Gens.LastDay).EarnedLevel == highest;
    }, iter: 100);

    [Fact]
    public void Recomputing_a_past_instant_gives_what_the_history_says() => Gen.Select(Gens.Facts, Gens.Days, Gens.Days, Gens.Days).Sample((facts, past, later, knownAt) =>
    {
        var history = Assess(facts, Math.Max(past, later), knownAt).History;
        var then = history.LastOrDefault(t => t.At <= Day(past))?.To ?? Level.Basic;
        return Assess(facts, past, knownAt).EarnedLevel == then;
    });

    [Fact]
    public void A_recorded_transition_holds_or_what_came_later_is_named() => Gen.Select(Gens.Facts, Gens.Days, Gens.Days).Sample((facts, first, second) =>
    {
        var (then, now) = (Math.Min(first, second), Math.Max(first, second));
        return Assess(facts, then, then).History.All(recorded =>
            Relationship.Recheck(recorded, Day(then), facts, Policy.Default, Day(now)) is var recheck && (recheck.Agrees || recheck.Later.Count > 0));
    });

    [Fact]
    public void With_nothing_learnt_since_a_recorded_transition_holds() => Gen.Select(Gens.Facts, Gens.Days, Gens.Days).Sample((facts, first, second) =>
    {
        var (then, now) = (Math.Min(first, second), Math.Max(first, second));
        return Assess(facts, then, then).History.All(recorded =>
            Relationship.Recheck(recorded, Day(then), Frozen(facts, then), Policy.Default, Day(now)).Agrees);
    });

    [Fact]
    public void Until_the_next_change_nothing_changes_and_then_something_does() => Gen.Select(Gens.Facts, Gens.Days, Gen.Int[1, 99]).Sample((facts, day, percent) =>
    {
        var frozen = Frozen(facts, day);
        var today = Relationship.Assess(frozen, Policy.Default, Day(day), Day(day));
        var next = today.NextChangeAt ?? Day(5000);
        var between = Day(day) + (next - Day(day)) * percent / 100;
        return States(At(frozen, between)) == States(today) && (today.NextChangeAt is null || States(At(frozen, next)) != States(today));
    });

    [Fact]
    public void A_lapse_falls_exactly_when_and_where_it_says() => Gen.Select(Gens.Facts, Gens.Days).Sample((facts, day) =>
    {
        var frozen = Frozen(facts, day);
        var today = At(frozen, Day(day));
        return today.Lapse?.FallsAt is not { } falls
            || (At(frozen, falls).EarnedLevel == today.Lapse.FallsTo && At(frozen, falls - Duration.Epsilon).EarnedLevel == today.EarnedLevel);
    });

    [Fact]
    public void A_level_lapses_when_and_only_when_its_rungs_no_longer_hold_it() => Gen.Select(Gens.Facts, Gens.Days).Sample((facts, day) =>
        Assess(facts, day, day) is var assessed && assessed.IsLapsing == assessed.RawLevel < assessed.EarnedLevel);

    [Fact]
    public void Outside_its_time_an_override_is_not_seen() => Gen.Select(Gens.Facts, Gens.Days, Gens.Days, Gen.Int[1, 300]).Sample((facts, day, from, length) =>
    {
        var overridden = facts with { Overrides = [new LevelOverride(Id(1), Level.Interactive, "a reason", Day(from), Day(from + length), Id(2))] };
        var isInForce = from <= day && day < from + length;
        return Assess(overridden, day, day) is var assessed && assessed.Level == (isInForce ? Level.Interactive : assessed.EarnedLevel);
    });

    private static Assessment Assess(RelationshipFacts facts, double asOf, double knownAt) => Relationship.Assess(facts, Policy.Default, Day(asOf), Day(knownAt));

    private static Assessment At(RelationshipFacts facts, Instant at) => Relationship.Assess(facts, Policy.Default, at, at);

    /// <summary>What is known on a day, when nothing is learnt any more.</summary>
    private static RelationshipFacts Frozen(RelationshipFacts facts, double day) =>
        new()
        {
            Evidence = [.. facts.Evidence.Where(e => e.Counts(Day(day), Day(day))).Select(e => e with { WithdrawnAt = null })],
            Duties = facts.AsKnown(Day(day), Day(day)).Duties,
            Suggestions = facts.AsKnown(Day(day), Day(day)).Suggestions,
        };

    private static string States(Assessment a) => $"{a.EarnedLevel} {a.RawLevel} {string.Join(' ', a.Rungs.Select(r => r.State))}";

    /// <summary>All of an assessment, with its reasons.</summary>
    private static string Told(Assessment a) => string.Join('\n',
        [States(a), Told(a.NextStep?.What), $"{a.Lapse?.FallsAt} {Told(a.Lapse?.Because)}", $"{a.NextChangeAt}", .. a.Rungs.Select(r => Told(r.Because)), .. a.History.Select(t => $"{t.At} {t.To} {Told(t.Because)}")]);

    private static string Told(Domain.Common.Explanation? explanation) =>
        explanation is null ? "" : $"{explanation.Code} {string.Join(' ', explanation.Params.Select(p => $"{p.Key}={p.Value}"))}";

    private static T[] Shuffled<T>(IEnumerable<T> items, int seed)
    {
        var shuffled = items.ToArray();
        new Random(seed).Shuffle(shuffled);
        return shuffled;
    }
}
