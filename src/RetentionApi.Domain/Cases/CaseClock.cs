using NodaTime;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.FollowUps;
using RetentionApi.Domain.FollowUps.Playbooks;
using RetentionApi.Domain.Merchants;
using RetentionApi.Domain.Relationships;

namespace RetentionApi.Domain.Cases;

/// <summary>The clock of a case: for each state the one step that is owed next, and until when.</summary>
public static class CaseClock
{
    /// <summary>The number of the step that a case in this state owes; null: none any more.</summary>
    public static int? StepAt(CaseStatus status) => status is CaseStatus.Closed ? null : (int)status + 1;

    /// <summary>How long each step has: until resolved in business hours from receipt, from then on in days from the state before it.</summary>
    internal static IEnumerable<(int Number, TimeLimit Within)> Steps(CasePolicy policy) => new[]
    {
        TimeLimit.BusinessHours(policy.AcknowledgeWithinBusiness), TimeLimit.BusinessHours(policy.InvestigateWithinBusiness),
        TimeLimit.BusinessHours(policy.ProposeWithinBusiness), TimeLimit.BusinessHours(policy.ResolveWithinBusiness),
        TimeLimit.Elapsed(policy.RevisitWithin), TimeLimit.Elapsed(policy.RevisitWithin),
    }.Select((within, index) => (index + 1, within));

    /// <summary>From when on the first steps are counted: from receipt, or, where the first deadline had passed before the case was known, from now. The past owes nothing.</summary>
    internal static Instant StartOf(Instant receivedAt, DutyRules rules, Instant now) =>
        rules.Calendar.Due(receivedAt, rules.Policy.Cases.AcknowledgeWithinBusiness) > now ? receivedAt : now;

    /// <summary>The duty of the state that a case is in. Its deadline may have passed already where an earlier step took too long.</summary>
    /// <param name="pausedFor">Business time for which the clock of this run stood still so far.</param>
    internal static FollowUp NextStep(Case known, Duration pausedFor, DutyRules rules, Instant now)
    {
        var (number, within) = Steps(rules.Policy.Cases).Single(s => s.Number == StepAt(known.Status));
        var isBusinessTime = within.Unit is TimeUnit.BusinessHours;
        var start = isBusinessTime ? known.RunStartedAt : known.Status is CaseStatus.Revisited ? now + rules.Policy.Cases.SecondTryAfter : now;
        var stood = isBusinessTime ? pausedFor : Duration.Zero;
        Instant At(double share) => Limit(within, share, stood).From(start, rules.Calendar) ?? now + BusinessCalendar.Horizon;
        var dueAt = Instant.Max(start, now);
        return new FollowUp
        {
            MerchantId = known.MerchantId,
            Id = Ids.New(now),
            CustomerId = known.CustomerId,
            Kind = FollowUpKind.CaseStep,
            Level = Level.Responsible,
            Cause = known.Cause,
            Step = number,
            PolicyVersion = rules.Policy.Version,
            CreatedAt = now,
            OwnerId = known.OwnerId,
            Status = dueAt <= now ? FollowUpStatus.Due : FollowUpStatus.Scheduled,
            DueAt = dueAt,
            Deadline = At(1),
            WarnAt = At(rules.Policy.Cases.WarnAt),
            PausedFor = stood,
            Channel = ContactChannel.Staff,
        };
    }

    private static TimeLimit Limit(TimeLimit within, double share, Duration stood) => within with { Duration = (within.Duration * share) + stood };
}
