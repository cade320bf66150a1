using NodaTime;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.Customers;

namespace RetentionApi.Domain.FollowUps.Playbooks;

/// <summary>What would have become of a duty of a playbook that is only tried.</summary>
public enum TrialOutcome
{
    /// <summary>Made, and its message handed over when due.</summary>
    HandedOver,

    /// <summary>Made, for a person to do.</summary>
    ForStaff,

    /// <summary>Made, and its message held until the quiet hours are over.</summary>
    HeldForQuietHours,

    /// <summary>Made, and its message held, for enough surveys and marketing had gone out lately.</summary>
    HeldForCap,

    /// <summary>Made in vain: there is no way to reach the customer.</summary>
    NoContact,

    /// <summary>Made in vain: the customer has not consented.</summary>
    NotPermitted,

    /// <summary>Not made: a condition of the merchant's does not hold.</summary>
    ConditionNotMet,

    /// <summary>Not made: it is there, from the playbook as it was.</summary>
    AlreadyOwed,

    /// <summary>Not made: the customer objected, or declined more of its kind.</summary>
    NotWanted,

    /// <summary>Not made: what it is about is gone, or has been done meanwhile.</summary>
    Stopped,
}

/// <summary>How a customer can be written to, as a trial looks at it.</summary>
/// <param name="SurveysAndMarketing">When such messages were handed over.</param>
/// <param name="NextAllowed">The first instant from one on that is outside quiet hours.</param>
public sealed record TrialReach(IReadOnlyCollection<Instant> SurveysAndMarketing, Func<Instant, Instant> NextAllowed);

/// <summary>Tries a playbook over days that have passed, as if it had begun with the first of them and all that is known now had been known. Pure; nothing is kept.</summary>
public static class PlaybookTrial
{
    /// <summary>Whether the facts of a customer say by themselves when it begins; the others begin with how a customer stands or with what somebody decides, which is not replayed.</summary>
    public static bool CanBeTried(PlaybookTrigger trigger) => trigger is not (
        PlaybookTrigger.LevelLapsing or PlaybookTrigger.RiskBecameHigh or PlaybookTrigger.GoodOutcomes
        or PlaybookTrigger.CaseOpened or PlaybookTrigger.PromiseMade or PlaybookTrigger.Suggestion or PlaybookTrigger.BatchAlertConfirmed);

    /// <param name="existing">All duties of the customer.</param>
    /// <param name="rules">With the playbook as it is to be tried.</param>
    /// <returns>One outcome for each duty that would have come due in these days.</returns>
    public static IReadOnlyList<TrialOutcome> Run(
        PlaybookTrigger trigger, CustomerRecord record, IReadOnlyList<FollowUp> existing, TrialReach reach, DutyRules rules, Instant from, Instant until)
    {
        if (rules.Playbooks.For(trigger) is not { } book)
            return [];
        record = AsIfNeverImported(record);
        var situation = Duties.Look(record, [.. existing.Where(f => f.Kind != book.Kind)], rules, from);
        var stopped = new StoppedKinds(new Situation(record, existing, rules, until));
        return
        [
            .. situation.Owed
                .Where(owed => owed.Playbook.Trigger == trigger && owed.DueAt >= from && owed.DueAt <= until && owed.ActedAt is null)
                .Select(owed => OutcomeOf(owed)),
        ];

        TrialOutcome OutcomeOf(OwedDuty owed) =>
            existing.Any(f => IsSame(f, owed, from, until)) ? TrialOutcome.AlreadyOwed
            : stopped.Contains(book, owed.DueAt) ? TrialOutcome.NotWanted
            : owed.IsStopped || owed.IsWithdrawn || owed.IsClosedToOpening ? TrialOutcome.Stopped
            : !book.Suits(situation.SubjectOf(owed)) ? TrialOutcome.ConditionNotMet
            : Reached(owed, record, reach, rules);
    }

    /// <summary>What an import brought owes nothing of its past; a trial asks what would have been owed.</summary>
    private static CustomerRecord AsIfNeverImported(CustomerRecord record) => record with
    {
        ImportedAt = null,
        Orders = [.. record.Orders.Select(o => o with { ImportedAt = null })],
        Interactions = [.. record.Interactions.Select(i => i with { ImportedAt = null })],
    };

    private static TrialOutcome Reached(OwedDuty owed, CustomerRecord record, TrialReach reach, DutyRules rules)
    {
        if (owed.Step is not { Message: { } message, Template: not null })
            return TrialOutcome.ForStaff;
        var choice = ChannelChoice.For(owed.Step, record);
        if (choice.Impossible is { } impossible)
            return impossible is CancellationCause.NoContact ? TrialOutcome.NoContact : TrialOutcome.NotPermitted;
        if (choice.To is null)
            return TrialOutcome.ForStaff;
        var duties = rules.Policy.Duties;
        var lately = reach.SurveysAndMarketing.Count(at => at <= owed.DueAt && at + duties.MessageCapWindow > owed.DueAt);
        return message is MessageClass.Survey or MessageClass.Marketing && lately >= duties.MessageCap ? TrialOutcome.HeldForCap
            : message is not MessageClass.Reply && reach.NextAllowed(owed.DueAt) > owed.DueAt ? TrialOutcome.HeldForQuietHours
            : TrialOutcome.HandedOver;
    }

    /// <summary>Of what a customer gets one after the other (checks, visits), the one that came due in these days.</summary>
    private static bool IsSame(FollowUp row, OwedDuty owed, Instant from, Instant until) =>
        row.Kind == owed.Playbook.Kind && row.Step == owed.Step.Number && !row.IsStopped
        && (FactKey.IsFact(owed.Cause) ? row.Cause == owed.Cause : row.DueAt >= from && row.DueAt <= until);
}
