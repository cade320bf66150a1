using RetentionApi.Domain.Customers;

namespace RetentionApi.Domain.FollowUps.Guides;

/// <summary>What kind of answer a question takes; answers are written as words.</summary>
public enum AnswerKind
{
    /// <summary><c>1</c> (worst) to <c>5</c>.</summary>
    Rating,

    /// <summary>The id of one of the question's choices.</summary>
    Choice,

    /// <summary>In the customer's own words.</summary>
    Text,

    /// <summary><c>yes</c> or <c>no</c>.</summary>
    YesNo,
}

/// <param name="Id">Stable: answers name it.</param>
/// <param name="Choices">Ids, for a choice; otherwise empty.</param>
public sealed record GuideQuestion(string Id, AnswerKind Answer, IReadOnlyList<string> Choices);

/// <summary>How a guide reads in one language, for everybody or for one style of communication.</summary>
/// <param name="Language">BCP 47.</param>
/// <param name="Style">Null: for everybody.</param>
/// <param name="Opening">Said after the recognition, before listening.</param>
/// <param name="Questions">By the question's id.</param>
/// <param name="Choices">By <c>{question}.{choice}</c>.</param>
public sealed record GuideWording(
    string Language, CommunicationStyle? Style, string Opening, IReadOnlyDictionary<string, string> Questions, IReadOnlyDictionary<string, string> Choices, string Closing);

/// <summary>The right questions in a good order for a conversation of one kind: recognise, listen, ask openly, then narrow.</summary>
/// <param name="Version">0: the product's own; otherwise the merchant's, counted from 1.</param>
public sealed record ConversationGuide(FollowUpKind Kind, int Version, IReadOnlyList<GuideQuestion> Questions, IReadOnlyList<GuideWording> Wordings)
{
    /// <summary>The wording in the first of the languages that it is written in, the customer's style before everybody's.</summary>
    /// <param name="languages">The best first.</param>
    public GuideWording WordingFor(IEnumerable<string> languages, CommunicationStyle? style)
    {
        var inLanguage = languages.Select(l => Wordings.Where(w => IsSameLanguage(w.Language, l)).ToList()).FirstOrDefault(w => w.Count > 0) ?? [.. Wordings.Where(w => w.Style is null)];
        return inLanguage.Find(w => style is not null && w.Style == style) ?? inLanguage.Find(w => w.Style is null) ?? inLanguage[0];
    }

    /// <summary>By the language itself: whoever reads zh-TW reads zh-CN better than English.</summary>
    private static bool IsSameLanguage(string one, string other) => string.Equals(Primary(one), Primary(other), StringComparison.OrdinalIgnoreCase);

    private static string Primary(string language) => language.Split('-')[0];
}

/// <param name="Value">A rating, the id of a choice, <c>yes</c> or <c>no</c>, or the customer's words.</param>
public sealed record GuideAnswer(string QuestionId, string Value);

/// <summary>What a conversation by a guide brought to light.</summary>
/// <param name="Version">Of the guide.</param>
public sealed record GuideAnswers(int Version, IReadOnlyList<GuideAnswer> Answers);
