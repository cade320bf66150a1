using NodaTime;
using RetentionApi.Domain.Merchants;
using RetentionApi.Domain.Relationships;
using RetentionApi.Domain.Suggestions;
using RetentionApi.Domain.Surveys;
using static RetentionApi.Domain.Tests.FollowUps.Facts;

namespace RetentionApi.Domain.Tests.Relationships;

/// <summary>What answered surveys and suggestions leave.</summary>
public sealed class VoiceEvidenceTests
{
    [Theory]
    [InlineData(SurveyKind.Csat, 4, EvidenceKind.Satisfied)]
    [InlineData(SurveyKind.Csat, 3, null)]
    [InlineData(SurveyKind.Csat, 2, EvidenceKind.Dissatisfied)]
    [InlineData(SurveyKind.Nps, 9, EvidenceKind.Satisfied)]
    [InlineData(SurveyKind.Nps, 8, null)]
    [InlineData(SurveyKind.Nps, 7, null)]
    [InlineData(SurveyKind.Nps, 6, EvidenceKind.Dissatisfied)]
    [InlineData(SurveyKind.Ces, 1, null)]
    [InlineData(SurveyKind.FiveValues, null, null)]
    public void An_answer_says_satisfied_dissatisfied_or_nothing(SurveyKind kind, int? score, EvidenceKind? said)
    {
        var record = Customer() with { SurveyResponses = [new SurveyResponse(Id(7), Id(1), kind, score, new Dictionary<CustomerValue, int>(), Day(3))] };

        var evidence = EvidenceDerivation.Expect(record, [], Rules);

        evidence.Select(e => ((EvidenceKind?)e.Kind, e.Source, e.OccurredAt)).Should().Equal(said is null ? [] : [(said, $"surveyResponse:{Id(7)}", Day(3))]);
    }

    [Fact]
    public void Everybody_who_asked_before_has_what_became_of_it()
    {
        var early = Voice(since: 0) with { DecidedAt = Day(2), BuiltAt = Day(60) };

        KindsOf(early).Should().Equal(EvidenceKind.SuggestionMade, EvidenceKind.SuggestionDecided, EvidenceKind.SuggestionBuilt);
        KindsOf(early with { Since = Day(10) }).Should().Equal(EvidenceKind.SuggestionMade, EvidenceKind.SuggestionBuilt);
        KindsOf(early with { IsOwn = false }).Should().Equal(EvidenceKind.SuggestionDecided, EvidenceKind.SuggestionBuilt);
        KindsOf(early with { IsMerged = true }).Should().Equal(EvidenceKind.SuggestionMade);
    }

    [Fact]
    public void A_reply_that_was_missed_stays_missed() =>
        KindsOf(Voice(since: 0) with { ReplyMissedAt = Day(3), DecidedAt = Day(9) })
            .Should().Equal(EvidenceKind.SuggestionMade, EvidenceKind.SuggestionOverdue, EvidenceKind.SuggestionDecided);

    [Fact]
    public void A_level_knows_of_one_suggestion_however_many_voices_a_person_has_in_it()
    {
        var told = Voice(since: 0) with { RepliedInTimeAt = Day(1), DecidedAt = Day(2), ToldAt = Day(3) };
        var record = Customer() with { Suggestions = [told with { CustomerId = Id(2), ToldAt = null }, told, Voice(0) with { SuggestionId = Id(8), IsMerged = true }] };

        record.ToSuggestionRecords().Should().Equal(new SuggestionRecord(told.SuggestionId, At(1), At(2), At(3)));
    }

    private static Learnt At(double day) => new(Day(day), Day(day));

    private static IEnumerable<EvidenceKind> KindsOf(VoicedSuggestion voice) => EvidenceDerivation.Expect(Customer() with { Suggestions = [voice] }, [], Rules).Select(e => e.Kind);

    private static VoicedSuggestion Voice(double since) =>
        new(Id(9), Id(1), Day(since), IsOwn: true, IsMerged: false, RepliedInTimeAt: null, ReplyMissedAt: null, DecidedAt: null, BuiltAt: null, ToldAt: (Instant?)null);
}
