using NodaTime;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.Customers;
using RetentionApi.Domain.FollowUps.Playbooks;
using RetentionApi.Domain.FollowUps.Triggers;

namespace RetentionApi.Domain.FollowUps;

/// <summary>Which duties a customer's facts make owed, compared with those that are stored.</summary>
/// <remarks>
/// Pure, and a fixed point: what it returns, once written, makes it return nothing. It asks what all facts together say, never what is new, so it may run as
/// often as one likes and does not care in which sequence facts arrived. What exists and is not owed by any fact (duties made by hand) is left alone.
/// </remarks>
public static class Duties
{
    /// <param name="existing">All duties of the customer (of all customers merged into one), ended ones too.</param>
    public static DutyChanges Derive(CustomerRecord record, IReadOnlyList<FollowUp> existing, DutyRules rules, Instant now) =>
        new DutyComparison(Look(record, existing, rules, now)).Compare();

    /// <summary>
    /// What has become of a duty whose message is about to go: facts may have come that were not derived yet, and the merchant's conditions may not hold any more.
    /// </summary>
    /// <returns>To be cancelled, to be moved (facts put it off), or nothing: it may go.</returns>
    public static (CancellationCause? Cancelled, FollowUpChange? Moved) Recheck(
        FollowUp duty, CustomerRecord record, IReadOnlyList<FollowUp> existing, DutyRules rules, Instant now)
    {
        var changes = Derive(record, existing, rules, now);
        if (changes.Cancelled.FirstOrDefault(c => c.FollowUpId == duty.Id) is { } cancelled)
            return (cancelled.Cause, null);
        if (changes.Changed.FirstOrDefault(c => c.FollowUpId == duty.Id && c.DueAt > now) is { } moved)
            return (null, moved);
        var book = FactKey.IsByHand(duty.Cause) ? null : (rules.PlaybooksOf(duty.PolicyVersion) ?? rules.Playbooks).BookOf(duty);
        return book?.Suits(new DutySubject(record, duty.Cause, duty.OrderLineIds)) is false ? (CancellationCause.Stopped, null) : (null, null);
    }

    internal static Situation Look(CustomerRecord record, IReadOnlyList<FollowUp> existing, DutyRules rules, Instant now)
    {
        var situation = new Situation(record, existing, rules, now);
        if (!record.IsRestricted)
        {
            Welcomes.Find(situation);
            Enquiries.Find(situation);
            OrderFacts.Find(situation);
            News.Find(situation);
            RepeatedVisits.Find(situation);
            QualityChecks.Find(situation);
            UseUps.Find(situation);
            Warranties.Find(situation);
            BatchAlerts.Find(situation);
            RegularVisits.Find(situation);
            Reminders.Find(situation);
            WinBacks.Find(situation);
            Subjects.Find(situation);
        }

        return situation;
    }
}
