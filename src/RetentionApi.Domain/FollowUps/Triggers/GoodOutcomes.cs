using NodaTime;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.Relationships;

namespace RetentionApi.Domain.FollowUps.Triggers;

/// <summary>Who has been served well more than once since they were last asked is asked for suggestions: they know the merchant, and have no reason to be angry.</summary>
internal static class GoodOutcomes
{
    private static readonly EvidenceKind[] Kinds = [EvidenceKind.QualityConfirmed, EvidenceKind.Satisfied, EvidenceKind.CaseConfirmed, EvidenceKind.AdviceTaken];

    /// <param name="asks">All there have been.</param>
    /// <returns>The outcome that calls for an ask; null where there are too few, or the last ask is too near.</returns>
    public static Instant? LastOfEnough(IReadOnlyList<Evidence> evidence, IEnumerable<FollowUp> asks, DutyRules rules)
    {
        var askedAt = asks.Where(f => !f.IsStopped).Max(f => (Instant?)f.CreatedAt);
        var zone = rules.Calendar.Zone;
        var outcomes = evidence
            .Where(e => e.WithdrawnAt is null && Array.IndexOf(Kinds, e.Kind) >= 0 && !(e.RecordedAt <= askedAt))
            .OrderBy(e => e.OccurredAt).ThenBy(e => e.Id)
            .DistinctBy(e => FactKey.Base(e.Source))
            .DistinctBy(e => e.OccurredAt.InZone(zone).Date);
        var suggestions = rules.Policy.Suggestions;
        return outcomes.Skip(suggestions.GoodOutcomesToAsk - 1)
            .Where(e => !(e.OccurredAt + suggestions.AskAfter < askedAt + suggestions.AskPause))
            .Max(e => (Instant?)e.OccurredAt);
    }
}
