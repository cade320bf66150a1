using NodaTime;
using RetentionApi.Domain.Customers;
using RetentionApi.Domain.FollowUps;
using RetentionApi.Domain.FollowUps.Guides;
using RetentionApi.Platform.Explanations;
using RetentionApi.Platform.Mediation;

namespace RetentionApi.FollowUps.Guides;

/// <summary>How a conversation of one kind is led: recognise, listen, ask openly, then narrow.</summary>
/// <param name="Version">0: the product's own; yours are counted from 1. Name it with the answers.</param>
/// <param name="IsOwn">You wrote it.</param>
/// <param name="Wordings">By language, and by the customer's style of communication where you wrote for one.</param>
internal sealed record ConversationGuideView(
    FollowUpKind Kind, int Version, bool IsOwn, IReadOnlyList<GuideQuestion> Questions, IReadOnlyList<GuideWording> Wordings, Instant? ChangedAt) : IVersioned
{
    public static ConversationGuideView Of(ConversationGuide guide, Instant? changedAt) =>
        new(guide.Kind, guide.Version, guide.Version > 0, guide.Questions, guide.Wordings, changedAt);
}

/// <summary>The guide for the conversation with one customer.</summary>
/// <param name="Version">Of the guide: name it as `guideVersion` with the answers.</param>
/// <param name="Language">The one it is worded in.</param>
/// <param name="Style">The customer's, where you wrote a wording for it; null: the wording for everybody.</param>
/// <param name="Recognition">Begin with this: it is true, from the record.</param>
/// <param name="OtherFacts">More that is true, should the conversation turn to it.</param>
/// <param name="Opening">Then this; and listen.</param>
internal sealed record FollowUpGuideView(
    Guid FollowUpId, Guid CustomerId, FollowUpKind Kind, int Version, string Language, CommunicationStyle? Style, ExplanationView Recognition, IReadOnlyList<ExplanationView> OtherFacts,
    string Opening, IReadOnlyList<AskedQuestionView> Questions, string Closing);

/// <param name="Id">Name it in the answer.</param>
/// <param name="Answer">`rating`: 1 (worst) to 5; `choice`: the id of one; `yesNo`: yes or no; `text`: in their words.</param>
internal sealed record AskedQuestionView(string Id, AnswerKind Answer, string Text, IReadOnlyList<GuideChoiceView> Choices);

internal sealed record GuideChoiceView(string Id, string Text);
