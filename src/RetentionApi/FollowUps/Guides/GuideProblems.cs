using RetentionApi.Domain.Common;
using RetentionApi.Domain.FollowUps.Guides;
using RetentionApi.Platform.Errors;

namespace RetentionApi.FollowUps.Guides;

internal static class GuideProblems
{
    /// <summary>As the domain refuses answers; here for the description.</summary>
    public static readonly Error[] OfAnswers =
        [GuideErrors.NotAnswered, GuideErrors.VersionUnknown, GuideErrors.UnknownQuestion(0), GuideErrors.AnsweredTwice(1), GuideErrors.WrongAnswer(0, "yes or no")];

    public static readonly Error Incomplete = GuideErrors.WrongGuide("/wordings", "In each of its languages a guide has a wording for everybody: one without a style.");

    public static readonly ProblemText[] Texts =
    [
        new("guide.not_answered", "Nothing was answered", "`guideAnswers` go with the outcome `answered` only."),
        new("guide.no_customer", "It is owed to no customer", "An improvement, or the decision about a batch alert, is the merchant's own: `GET /v1/conversation-guides/{kind}` says how to talk about it with colleagues."),
        new("guide.version_unknown", "No such version of the guide", "`guideVersion` is the `version` that the guide was read with; leave it out for the current one."),
        new("guide.unknown_question", "The guide has no such question", "Read the guide of the follow-up: answers name the `id` of its questions."),
        new("guide.answered_twice", "A question is answered twice", "Give each question one answer."),
        new("guide.wrong_answer", "That is no answer to this question", "A rating is 1 to 5, a choice the id of one of its choices, yesNo is yes or no, a text has 1 to 2000 characters; all are written as strings."),
        new("guide.incomplete", "The guide cannot be used as it is", "Every question has an id of its own, every wording has all texts, and each language has a wording without a style; the pointer names the place."),
    ];
}
