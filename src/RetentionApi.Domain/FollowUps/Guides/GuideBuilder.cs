namespace RetentionApi.Domain.FollowUps.Guides;

/// <summary>A text in both languages of the product.</summary>
internal readonly record struct Bilingual(string English, string Chinese);

/// <param name="Choices">With their ids.</param>
internal sealed record AskedQuestion(string Id, AnswerKind Answer, Bilingual Text, IReadOnlyList<(string Id, Bilingual Text)> Choices);

/// <summary>Writes the product's own guides in few words.</summary>
internal static class GuideBuilder
{
    public const string English = "en", Chinese = "zh-CN";

    public static ConversationGuide Guide(FollowUpKind kind, Bilingual opening, Bilingual closing, params AskedQuestion[] questions) => new(
        kind, 0,
        [.. questions.Select(q => new GuideQuestion(q.Id, q.Answer, [.. q.Choices.Select(c => c.Id)]))],
        [Wording(Chinese, text => text.Chinese, opening, closing, questions), Wording(English, text => text.English, opening, closing, questions)]);

    public static Bilingual Say(string english, string chinese) => new(english, chinese);

    public static AskedQuestion Text(string id, string english, string chinese) => new(id, AnswerKind.Text, new(english, chinese), []);

    public static AskedQuestion Rating(string id, string english, string chinese) => new(id, AnswerKind.Rating, new(english, chinese), []);

    public static AskedQuestion YesNo(string id, string english, string chinese) => new(id, AnswerKind.YesNo, new(english, chinese), []);

    public static AskedQuestion Choice(string id, string english, string chinese, params (string Id, string English, string Chinese)[] choices) =>
        new(id, AnswerKind.Choice, new(english, chinese), [.. choices.Select(c => (c.Id, new Bilingual(c.English, c.Chinese)))]);

    private static GuideWording Wording(string language, Func<Bilingual, string> read, Bilingual opening, Bilingual closing, AskedQuestion[] questions) => new(
        language, Style: null, read(opening),
        questions.ToDictionary(q => q.Id, q => read(q.Text)),
        questions.SelectMany(q => q.Choices.Select(c => (Id: $"{q.Id}.{c.Id}", Text: read(c.Text)))).ToDictionary(c => c.Id, c => c.Text),
        read(closing));
}
