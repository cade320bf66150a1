using RetentionApi.Domain.FollowUps;
using RetentionApi.Domain.FollowUps.Guides;
using RetentionApi.Merchants;

namespace RetentionApi.FollowUps.Guides;

/// <summary>What the description shows of guides: the one for a quality check.</summary>
internal static class GuideExamples
{
    private static readonly ConversationGuide BuiltIn = BuiltInGuides.Of(FollowUpKind.QualityCheck);

    private static readonly GuideWording English = BuiltIn.WordingFor(["en"], style: null);

    public static readonly ConversationGuideView Guide = ConversationGuideView.Of(BuiltIn, changedAt: null);

    public static readonly FollowUpGuideView OfFollowUp = new(
        ExampleShop.FollowUp, ExampleShop.Customer, FollowUpKind.QualityCheck, 0, English.Language, null,
        ExampleShop.Explain("recognition.bought", ("on", ExampleShop.Ordered), ("product", "龙井 250 g")),
        [ExampleShop.Explain("recognition.inTouch", ("since", ExampleShop.FirstContact))],
        English.Opening,
        [.. BuiltIn.Questions.Select(q => new AskedQuestionView(q.Id, q.Answer, English.Questions[q.Id], [.. q.Choices.Select(c => new GuideChoiceView(c, English.Choices[$"{q.Id}.{c}"]))]))],
        English.Closing);

    public static readonly object Own = new
    {
        questions = new object[]
        {
            new { id = "brew", answer = "text" },
            new { id = "taste", answer = "choice", choices = new[] { "fresh", "flat" } },
        },
        wordings = new object[]
        {
            new
            {
                language = "en",
                opening = "I would like to hear how you brew it.",
                questions = new Dictionary<string, string> { ["brew"] = "How do you brew it?", ["taste"] = "How does it taste?" },
                choices = new Dictionary<string, string> { ["taste.fresh"] = "Fresh", ["taste.flat"] = "Flat" },
                closing = "Thank you; I will pass it on to our buyer.",
            },
        },
    };
}
