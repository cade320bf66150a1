using NodaTime;
using RetentionApi.Domain.Customers;
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
    public static DutyChanges Derive(CustomerRecord record, IReadOnlyList<FollowUp> existing, DutyRules rules, Instant now)
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
            RegularVisits.Find(situation);
            Reminders.Find(situation);
            Subjects.Find(situation);
        }

        return new DutyComparison(situation).Compare();
    }
}
