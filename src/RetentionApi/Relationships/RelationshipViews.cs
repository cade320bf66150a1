using NodaTime;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.Merchants;
using RetentionApi.Domain.Relationships;
using RetentionApi.Platform.Explanations;

namespace RetentionApi.Relationships;

/// <summary>From an assessment to what a reader sees of it.</summary>
internal static class RelationshipViews
{
    private const int MostEvidence = 5;

    /// <param name="isPast">The caller asked for an instant: it is checked against the record.</param>
    public static RelationshipView Of(PersonStanding person, Instant asOf, Instant now, bool isPast, Reader reader)
    {
        var (facts, policy) = (person.Facts.ToRelationshipFacts(), isPast ? person.Settings.History.At(asOf) : person.Settings.Policy);
        var assessment = Relationship.Assess(facts, policy, asOf, now);
        return new RelationshipView(
            person.Facts.Record.CustomerId, asOf, assessment.Level, assessment.EarnedLevel, assessment.Since,
            [.. assessment.Rungs.Select(r => Rung(r, person.Facts.Evidence, asOf, now, reader))],
            assessment.Lapse is { } lapse ? new LapseView(lapse.Since, lapse.FallsAt, lapse.FallsTo, reader.Explain(lapse.Because)) : null,
            assessment.Override is { } standing ? OverrideView.Of(person.Facts.Record.CustomerId, standing) : null,
            assessment.NextStep is { } step ? new NextStepView(reader.Explain(step.What), step.Source) : null,
            [.. person.History.Where(t => t.Transition.At <= asOf).Select(t => Transition(t, reader))],
            isPast ? Recheck(person, facts, policy, asOf, now) : null,
            assessment.PolicyVersion, null);
    }

    private static RungView Rung(Rung rung, IReadOnlyList<Evidence> evidence, Instant asOf, Instant now, Reader reader) => new(
        rung.Level, rung.State, reader.Explain(rung.Because), rung.Until,
        [.. evidence.Where(e => EvidenceCatalogue.Of(e.Kind).Level == rung.Level && e.Counts(asOf, now))
            .OrderByDescending(e => e.OccurredAt).ThenBy(e => e.Id).Take(MostEvidence).Select(e => Evidence(e, reader))]);

    private static EvidenceView Evidence(Evidence row, Reader reader) => new(
        row.Kind, row.IsPositive, row.OccurredAt, row.Source,
        reader.Explain(Explanation.Of("evidence." + Explanation.NameOf(row.Kind), ("on", row.OccurredAt), ("source", row.Source))));

    private static TransitionView Transition(RecordedTransition recorded, Reader reader)
    {
        var transition = recorded.Transition;
        return new TransitionView(transition.At, transition.From, transition.To, reader.Explain(transition.Because), transition.PolicyVersion, recorded.RecordedAt);
    }

    /// <summary>On record at an instant is the newest change that had happened and was recorded by then.</summary>
    /// <param name="policy">That was in effect then.</param>
    private static RecheckView Recheck(PersonStanding person, RelationshipFacts facts, Policy policy, Instant asOf, Instant now)
    {
        var recorded = person.History.FirstOrDefault(t => t.Transition.At <= asOf && t.RecordedAt <= asOf)?.Transition.To ?? Level.Basic;
        var record = new Transition(asOf, recorded, recorded, Explanation.Of("level.corrected"), policy.Version);
        var check = Relationship.Recheck(record, asOf, facts, policy, now);
        var recomputed = Relationship.Assess(facts, policy, asOf, knownAt: asOf).EarnedLevel;
        return new RecheckView(check.Recorded, recomputed, recomputed == check.Recorded, check.Today, check.Agrees, check.Later, policy.Version);
    }
}
