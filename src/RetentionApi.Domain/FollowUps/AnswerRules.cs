using RetentionApi.Domain.Common;

namespace RetentionApi.Domain.FollowUps;

/// <summary>What an answer to a check says about one order line: one product, one batch.</summary>
/// <param name="Rating">1 (worst) to 5.</param>
public sealed record LineAnswer(Guid OrderLineId, int Rating, string? Text);

/// <summary>Which answers a duty takes: an answered check rates some of the lines it asks about, each once; nothing else takes ratings.</summary>
internal static class AnswerRules
{
    public static Error? Refuse(FollowUp followUp, FollowUpOutcome outcome, IReadOnlyList<LineAnswer> answers)
    {
        if (followUp.Kind is not FollowUpKind.QualityCheck || outcome is not FollowUpOutcome.Answered)
            return answers.Count > 0 ? FollowUpErrors.AnswersNotAsked : null;
        if (answers.Count == 0)
            return FollowUpErrors.AnswersRequired;

        for (var index = 0; index < answers.Count; index++)
        {
            if (!followUp.OrderLineIds.Contains(answers[index].OrderLineId))
                return FollowUpErrors.UnknownLine(index);
            if (answers.Take(index).Any(earlier => earlier.OrderLineId == answers[index].OrderLineId))
                return FollowUpErrors.LineTwice(index);
            if (answers[index].Rating is < 1 or > 5)
                return FollowUpErrors.RatingOutOfRange(index);
        }

        return null;
    }
}
