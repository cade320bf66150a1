using RetentionApi.Domain.Customers;
using RetentionApi.Domain.FollowUps;
using RetentionApi.Domain.FollowUps.Guides;

namespace RetentionApi.Domain.Tests.FollowUps.Guides;

public sealed class BuiltInGuideTests
{
    public static TheoryData<FollowUpKind> Kinds => [.. Enum.GetValues<FollowUpKind>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_kind_has_a_guide_that_can_be_asked_in_both_languages(FollowUpKind kind)
    {
        var guide = BuiltInGuides.Of(kind);

        GuideRules.Refuse(guide).Should().BeNull();
        guide.Wordings.Select(w => w.Language).Should().BeEquivalentTo("zh-CN", "en");
        Texts(guide, "zh-CN").Should().AllSatisfy(text => text.Should().MatchRegex(@"\p{IsCJKUnifiedIdeographs}"));
        Texts(guide, "en").Should().AllSatisfy(text => text.Should().NotMatchRegex(@"\p{IsCJKUnifiedIdeographs}"));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void It_asks_openly_before_it_narrows(FollowUpKind kind)
    {
        var answers = BuiltInGuides.Of(kind).Questions.Select(q => q.Answer).ToList();

        answers.Count.Should().BeInRange(2, 6);
        if (kind is not (FollowUpKind.BatchAlert or FollowUpKind.OrderFacts or FollowUpKind.Promise)) // there the first thing to know is whether something is the matter
            answers[0].Should().Be(AnswerKind.Text);
    }

    [Theory]
    [InlineData("zh-TW", "zh-CN")]
    [InlineData("en-GB", "en")]
    public void A_language_is_found_by_its_family(string asked, string found) =>
        BuiltInGuides.Of(FollowUpKind.Welcome).WordingFor([asked], CommunicationStyle.Influence).Language.Should().Be(found);

    [Fact]
    public void A_language_that_nobody_wrote_falls_to_the_next_best() =>
        BuiltInGuides.Of(FollowUpKind.Welcome).WordingFor(["fr", "en"], style: null).Language.Should().Be("en");

    private static IEnumerable<string> Texts(ConversationGuide guide, string language)
    {
        var wording = guide.WordingFor([language], style: null);
        return [wording.Opening, .. wording.Questions.Values, .. wording.Choices.Values, wording.Closing];
    }
}
