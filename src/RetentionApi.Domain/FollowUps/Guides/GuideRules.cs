using RetentionApi.Domain.Common;

namespace RetentionApi.Domain.FollowUps.Guides;

/// <summary>Which guides and which answers are taken.</summary>
public static class GuideRules
{
    public const int LongestText = 2000, MostQuestions = 12, MostChoices = 12, MostWordings = 40;

    /// <summary>Null: they answer questions of this guide, each once, each in its kind.</summary>
    public static Error? Refuse(ConversationGuide guide, FollowUpOutcome outcome, IReadOnlyList<GuideAnswer> answers)
    {
        if (answers.Count > 0 && outcome is not FollowUpOutcome.Answered)
            return GuideErrors.NotAnswered;
        for (var index = 0; index < answers.Count; index++)
        {
            var answer = answers[index];
            if (guide.Questions.FirstOrDefault(q => q.Id == answer.QuestionId) is not { } question)
                return GuideErrors.UnknownQuestion(index);
            if (answers.Take(index).Any(earlier => earlier.QuestionId == answer.QuestionId))
                return GuideErrors.AnsweredTwice(index);
            if (Expected(question, answer.Value) is { } expected)
                return GuideErrors.WrongAnswer(index, expected);
        }

        return null;
    }

    /// <summary>Null: every question can be asked and answered in every wording.</summary>
    public static Error? Refuse(ConversationGuide guide)
    {
        if (guide.Questions.Count is 0 or > MostQuestions || guide.Questions.Select(q => q.Id).Distinct().Count() != guide.Questions.Count)
            return GuideErrors.WrongGuide("/questions", $"1 to {MostQuestions} questions, each with an id of its own.");
        for (var index = 0; index < guide.Questions.Count; index++)
            if (IsWrong(guide.Questions[index]))
                return GuideErrors.WrongGuide($"/questions/{index}", $"An id, and for a choice 2 to {MostChoices} choices with ids of their own; none for all others.");
        if (guide.Wordings.Count > MostWordings || guide.Wordings.Select(w => (w.Language, w.Style)).Distinct().Count() != guide.Wordings.Count)
            return GuideErrors.WrongGuide("/wordings", $"At most {MostWordings} wordings, one for each language and style.");
        if (guide.Wordings.Count == 0 || guide.Wordings.GroupBy(w => w.Language).Any(l => l.All(w => w.Style is not null)))
            return GuideErrors.WrongGuide("/wordings", "In each of its languages a guide has a wording for everybody: one without a style.");
        for (var index = 0; index < guide.Wordings.Count; index++)
            if (MissingIn(guide.Wordings[index], guide.Questions) is { } missing)
                return GuideErrors.WrongGuide($"/wordings/{index}/{missing}", $"A text of 1 to {LongestText} characters.");
        return null;
    }

    private static string? Expected(GuideQuestion question, string? value) => question.Answer switch
    {
        AnswerKind.Rating when value is not ("1" or "2" or "3" or "4" or "5") => "1 (worst) to 5",
        AnswerKind.YesNo when value is not ("yes" or "no") => "yes or no",
        AnswerKind.Choice when !question.Choices.Contains(value) => $"one of {string.Join(", ", question.Choices)}",
        AnswerKind.Text when !IsText(value) => $"a text of 1 to {LongestText} characters",
        _ => null,
    };

    private static bool IsWrong(GuideQuestion question) =>
        !IsText(question.Id) || question.Id.Contains('.', StringComparison.Ordinal)
        || (question.Answer is AnswerKind.Choice
            ? question.Choices.Count is < 2 or > MostChoices || question.Choices.Distinct().Count() != question.Choices.Count || !question.Choices.All(IsText)
            : question.Choices.Count > 0);

    private static string? MissingIn(GuideWording wording, IReadOnlyList<GuideQuestion> questions)
    {
        if (!IsText(wording.Opening))
            return "opening";
        if (!IsText(wording.Closing))
            return "closing";
        if (questions.FirstOrDefault(q => !IsText(wording.Questions.GetValueOrDefault(q.Id))) is { } question)
            return $"questions/{question.Id}";
        return questions.SelectMany(q => q.Choices.Select(c => $"{q.Id}.{c}")).FirstOrDefault(c => !IsText(wording.Choices.GetValueOrDefault(c))) is { } choice ? $"choices/{choice}" : null;
    }

    private static bool IsText(string? text) => !string.IsNullOrWhiteSpace(text) && text.Length <= LongestText;
}
