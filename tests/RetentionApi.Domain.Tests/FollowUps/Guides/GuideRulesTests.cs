using RetentionApi.Domain.Customers;
using RetentionApi.Domain.FollowUps;
using RetentionApi.Domain.FollowUps.Guides;

namespace RetentionApi.Domain.Tests.FollowUps.Guides;

public sealed class GuideRulesTests
{
    private static readonly ConversationGuide Guide = new(
        FollowUpKind.Welcome, 1,
        [new("how", AnswerKind.Text, []), new("mark", AnswerKind.Rating, []), new("which", AnswerKind.Choice, ["a", "b"]), new("again", AnswerKind.YesNo, [])],
        [Wording(null, "Hello."), Wording(CommunicationStyle.Dominance, "In short:")]);

    [Theory]
    [InlineData("how", "Well.")]
    [InlineData("mark", "5")]
    [InlineData("which", "b")]
    [InlineData("again", "no")]
    public void Each_kind_of_answer_is_taken(string question, string value) => Refuse(new GuideAnswer(question, value)).Should().BeNull();

    [Theory]
    [InlineData("how", " ", "guide.wrong_answer")]
    [InlineData("mark", "6", "guide.wrong_answer")]
    [InlineData("which", "c", "guide.wrong_answer")]
    [InlineData("again", "perhaps", "guide.wrong_answer")]
    [InlineData("what", "x", "guide.unknown_question")]
    public void Another_answer_is_refused_at_its_place(string question, string value, string code)
    {
        var refusal = Refuse(new GuideAnswer(question, value))!;

        refusal.Code.Should().Be(code);
        refusal.Fields!.Single().Pointer.Should().StartWith("/guideAnswers/0/");
    }

    [Fact]
    public void A_question_is_answered_once_and_only_when_somebody_answered()
    {
        Refuse(new GuideAnswer("mark", "5"), new GuideAnswer("mark", "4"))!.Code.Should().Be("guide.answered_twice");
        GuideRules.Refuse(Guide, FollowUpOutcome.NoAnswer, [new GuideAnswer("mark", "5")]).Should().Be(GuideErrors.NotAnswered);
        GuideRules.Refuse(Guide, FollowUpOutcome.NoAnswer, []).Should().BeNull();
    }

    [Fact]
    public void The_style_chooses_between_the_merchants_own_wordings_and_nothing_else()
    {
        Guide.WordingFor(["en"], CommunicationStyle.Dominance).Opening.Should().Be("In short:");
        Guide.WordingFor(["en"], CommunicationStyle.Steadiness).Opening.Should().Be("Hello.");
        Guide.WordingFor(["fr"], style: null).Opening.Should().Be("Hello.");
    }

    [Fact]
    public void A_guide_that_cannot_be_asked_is_refused()
    {
        GuideRules.Refuse(Guide).Should().BeNull();
        Pointer(Guide with { Questions = [] }).Should().Be("/questions");
        Pointer(Guide with { Questions = [new("a.b", AnswerKind.Text, [])] }).Should().Be("/questions/0");
        Pointer(Guide with { Questions = [new("which", AnswerKind.Choice, ["a"])] }).Should().Be("/questions/0");
        Pointer(Guide with { Wordings = [Guide.Wordings[1]] }).Should().Be("/wordings");
        Pointer(Guide with { Wordings = [Guide.Wordings[0], Guide.Wordings[0]] }).Should().Be("/wordings");
        Pointer(Guide with { Questions = [.. Guide.Questions, new("new", AnswerKind.Text, [])] }).Should().Be("/wordings/0/questions/new");
        Pointer(Guide with { Wordings = [Guide.Wordings[0] with { Closing = "" }] }).Should().Be("/wordings/0/closing");
    }

    private static Domain.Common.Error? Refuse(params GuideAnswer[] answers) => GuideRules.Refuse(Guide, FollowUpOutcome.Answered, answers);

    private static string Pointer(ConversationGuide guide) => GuideRules.Refuse(guide)!.Fields!.Single().Pointer;

    private static GuideWording Wording(CommunicationStyle? style, string opening) => new(
        "en", style, opening,
        new Dictionary<string, string> { ["how"] = "How?", ["mark"] = "Mark?", ["which"] = "Which?", ["again"] = "Again?" },
        new Dictionary<string, string> { ["which.a"] = "A", ["which.b"] = "B" }, "Bye.");
}
