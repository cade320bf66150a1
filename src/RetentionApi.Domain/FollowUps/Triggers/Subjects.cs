using RetentionApi.Domain.Cases;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.FollowUps.Playbooks;

namespace RetentionApi.Domain.FollowUps.Triggers;

/// <summary>A case step, promise or reply to a suggestion whose duty was stopped by a restriction is owed again when that is lifted, if it is still open.</summary>
internal static class Subjects
{
    public static void Find(Situation situation)
    {
        foreach (var row in situation.Existing.Where(f => f.IsStopped))
        {
            if (row.Kind is FollowUpKind.CaseStep && situation.Record.Cases.Any(c => IsStepOf(row, c)))
                Keep(situation, row, PlaybookTrigger.CaseOpened);
            else if (row.Kind is FollowUpKind.Promise && situation.Record.Promises.Any(p => p.IsOwed && row.Cause == FactKey.Promise(p.Id)))
                Keep(situation, row, PlaybookTrigger.PromiseMade);
            else if (row.Kind is FollowUpKind.SuggestionReply && situation.Record.Suggestions.Any(s => s.IsUnanswered && row.Cause == FactKey.Suggestion(s.SuggestionId)))
                Keep(situation, row, PlaybookTrigger.Suggestion);
        }
    }

    private static bool IsStepOf(FollowUp row, CaseRecord known) => row.Cause == FactKey.Case(known.Id, known.Run) && row.Step == CaseClock.StepAt(known.Status);

    private static void Keep(Situation situation, FollowUp row, PlaybookTrigger trigger)
    {
        if (situation.Playbook(trigger) is { } playbook)
            situation.Keep(row, playbook);
    }
}
