using RetentionApi.Domain.Common;
using RetentionApi.Domain.FollowUps;
using RetentionApi.Domain.Merchants;

namespace RetentionApi.Domain.Relationships;

/// <summary>By what a merchant, a team or a person turns out to be reliable.</summary>
public enum ReliabilityMeasure
{
    Promises,
    Answers,
    Cases,
    Suggestions,
    Checks,

    /// <summary>What they are to be told unasked, or asked to be told: a welcome, what a buyer must know, that what they wait for is there, that a batch is bad.</summary>
    News,
}

/// <summary>What was owed of one measure, and what became of it.</summary>
/// <param name="Kept">Kept, answered in time, solved the first time, replied to in time, asked in time, told in time.</param>
/// <param name="Failed">Broken, late, overdue, opened again, missed.</param>
/// <param name="Skipped">Owed, and left undone with a reason before its deadline: neither for nor against.</param>
/// <param name="Positive">What is left of the kept ones after aging.</param>
/// <param name="Negative">What is left of the failed ones after aging.</param>
public readonly record struct DutyTally(ReliabilityMeasure Measure, long Kept, long Failed, long Skipped, double Positive, double Negative)
{
    public Explanation What => Explanation.Of("reliability.measure", ("measure", Measure), ("kept", Kept), ("failed", Failed));

    public static DutyTally operator +(DutyTally a, DutyTally b) =>
        new(a.Measure, a.Kept + b.Kept, a.Failed + b.Failed, a.Skipped + b.Skipped, a.Positive + b.Positive, a.Negative + b.Negative);
}

/// <summary>The same arithmetic as trust, over what the merchant owed.</summary>
/// <param name="Number">0 to 100; null: not enough known.</param>
/// <param name="Measures">What moved it, heaviest first.</param>
public sealed record Reliability(int? Number, double Certainty, Explanation What, IReadOnlyList<DutyTally> Measures)
{
    /// <summary>Null: what the customer neither saw nor was promised, or what only offers them something.</summary>
    /// <param name="isOfEnquiry">They asked: who asked for advice is owed it in place of an answer.</param>
    public static ReliabilityMeasure? MeasureOf(FollowUpKind kind, bool isOfEnquiry) => kind switch
    {
        FollowUpKind.Promise => ReliabilityMeasure.Promises,
        FollowUpKind.Answer => ReliabilityMeasure.Answers,
        FollowUpKind.BestValue when isOfEnquiry => ReliabilityMeasure.Answers,
        FollowUpKind.CaseStep => ReliabilityMeasure.Cases,
        FollowUpKind.SuggestionReply => ReliabilityMeasure.Suggestions,
        FollowUpKind.QualityCheck or FollowUpKind.RegularVisit or FollowUpKind.Warranty => ReliabilityMeasure.Checks,
        FollowUpKind.Welcome or FollowUpKind.OrderFacts or FollowUpKind.NewsAskedFor or FollowUpKind.BatchAlert => ReliabilityMeasure.News,
        _ => null,
    };

    /// <summary>What the ends of duties of one kind say. A promise whose duty is skipped is broken; the steps of a case speak against it only, its solution for it.</summary>
    public static DutyTally? Tally(FollowUpKind kind, bool isOfEnquiry, DutyCounts counts) => MeasureOf(kind, isOfEnquiry) switch
    {
        null => null,
        ReliabilityMeasure.Promises => new(ReliabilityMeasure.Promises, counts.InTime, counts.Failed + counts.Skipped, 0, counts.InTimeWeight, counts.FailedWeight + counts.SkippedWeight),
        ReliabilityMeasure.Cases => new(ReliabilityMeasure.Cases, 0, counts.Failed, 0, 0, counts.FailedWeight),
        { } measure => new(measure, counts.InTime, counts.Failed, counts.Skipped, counts.InTimeWeight, counts.FailedWeight),
    };

    public static Reliability Of(IEnumerable<DutyTally> tallies, TrustPolicy policy)
    {
        DutyTally[] measures =
        [
            .. tallies.GroupBy(t => t.Measure).Select(g => g.Aggregate((a, b) => a + b)).OrderByDescending(t => t.Positive + (policy.NegativeWeighs * t.Negative)).ThenBy(t => t.Measure),
        ];
        var known = new Reputation(measures.Sum(t => t.Positive), measures.Sum(t => t.Negative), policy.NegativeWeighs);
        var number = known.Number(policy.LeastCertainty);
        var what = number is { } of
            ? Explanation.Of("reliability.known", ("number", of), ("kept", measures.Sum(t => t.Kept)), ("failed", measures.Sum(t => t.Failed)))
            : Explanation.Of("reliability.notEnoughKnown");
        return new Reliability(number, known.Certainty, what, measures);
    }
}

/// <summary>How the duties of one kind ended.</summary>
/// <param name="Failed">Done late, or missed and still not done.</param>
/// <param name="Skipped">Before the deadline.</param>
public readonly record struct DutyCounts(long InTime, long Failed, long Skipped, double InTimeWeight, double FailedWeight, double SkippedWeight);
