using NodaTime;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.Suggestions;

namespace RetentionApi.Domain.Relationships.Expected;

/// <summary>What suggestions leave with everybody who asked: that they spoke, and what became of it since. What had become of it before does not concern them.</summary>
internal static class SuggestionEvidence
{
    public static void Expect(Expectation expectation)
    {
        foreach (var voice in expectation.Record.Suggestions)
        {
            if (voice.IsOwn)
                Add(expectation, voice, EvidenceKind.SuggestionMade, voice.Since);
            AddSince(expectation, voice, EvidenceKind.SuggestionOverdue, voice.ReplyMissedAt);
            if (voice.IsMerged)
                continue;
            AddSince(expectation, voice, EvidenceKind.SuggestionDecided, voice.DecidedAt);
            AddSince(expectation, voice, EvidenceKind.SuggestionBuilt, voice.BuiltAt);
        }
    }

    private static void AddSince(Expectation expectation, VoicedSuggestion voice, EvidenceKind kind, Instant? at)
    {
        if (at >= voice.Since)
            Add(expectation, voice, kind, at.Value);
    }

    private static void Add(Expectation expectation, VoicedSuggestion voice, EvidenceKind kind, Instant at) =>
        expectation.Add(new ExpectedEvidence(voice.CustomerId, kind, FactKey.Suggestion(voice.SuggestionId), at));
}
