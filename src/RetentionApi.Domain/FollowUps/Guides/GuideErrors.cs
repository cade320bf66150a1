using RetentionApi.Domain.Common;

namespace RetentionApi.Domain.FollowUps.Guides;

/// <summary>Every way in which a guide or answers by it are refused.</summary>
public static class GuideErrors
{
    public static readonly Error NotAnswered = Error.Refused("guide.not_answered", "Answers by the guide belong to an answered follow-up only.", "/guideAnswers");

    public static readonly Error VersionUnknown = Error.Refused("guide.version_unknown", "There is no such version of the guide.", "/guideVersion");

    public static readonly Error NoCustomer = Error.Conflict("guide.no_customer", "It is owed to no customer, so there are no words for one: read the guide of its kind.");

    public static Error UnknownQuestion(int index) => Error.Refused("guide.unknown_question", "The guide has no such question.", $"/guideAnswers/{index}/questionId");

    public static Error AnsweredTwice(int index) => Error.Refused("guide.answered_twice", "This question is answered more than once.", $"/guideAnswers/{index}/questionId");

    public static Error WrongAnswer(int index, string expected) => Error.Refused("guide.wrong_answer", $"The answer to this question is {expected}.", $"/guideAnswers/{index}/value");

    public static Error WrongGuide(string pointer, string detail) => Error.Refused("guide.incomplete", detail, pointer);
}
