using NodaTime;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.FollowUps;

namespace RetentionApi.Domain.Relationships;

/// <summary>Finds the one thing to do next: what bars a rung comes first, then the open duty that would raise the level, then what has still to come.</summary>
internal static class NextStepFinder
{
    public static NextStep? Find(Ladder ladder, RelationshipFacts known, Instant asOf)
    {
        var raw = ladder.RawAt(asOf);
        if (ladder.BarrierTo(Level.Interactive, asOf) is { } barrier)
            return new NextStep(Explanation.Of(barrier.Remedy!, ("since", barrier.From), ("source", barrier.Source)), barrier.Source);
        if (raw == Level.Interactive)
            return null;

        var open = known.Duties
            .Where(d => d.IsOpen && Raises(d) is { } level && level > raw && (level < Level.Interactive || raw == Level.Responsible))
            .OrderBy(d => d.Deadline ?? Instant.MaxValue).ThenBy(d => d.Id)
            .FirstOrDefault();
        return open is not null
            ? new NextStep(Explanation.Of("raise." + Explanation.NameOf(open.Kind), ("level", Raises(open)!.Value), ("source", open.Source)), open.Source)
            : new NextStep(StillToCome(raw, known), null);
    }

    /// <summary>The rung that a good end of the duty would meet.</summary>
    private static Level? Raises(DutyRecord duty) => duty.Kind switch
    {
        FollowUpKind.Answer => Level.Proactive,
        FollowUpKind.BestValue => Level.Cooperative,
        FollowUpKind.QualityCheck => Level.Responsible,
        FollowUpKind.SuggestionReply => Level.Interactive,
        _ => null,
    };

    private static Explanation StillToCome(Level raw, RelationshipFacts known) => raw switch
    {
        Level.Responsible => Explanation.Of("raise.nextSuggestion", ("level", Level.Interactive)),
        Level.Basic when !known.Duties.Any(d => d.Kind == FollowUpKind.QualityCheck) => Explanation.Of("raise.nextEnquiry", ("level", Level.Proactive)),
        _ => Explanation.Of("raise.nextCheck", ("level", Level.Responsible)),
    };
}
