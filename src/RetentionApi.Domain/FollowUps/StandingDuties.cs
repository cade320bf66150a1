using NodaTime;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.Customers;
using RetentionApi.Domain.FollowUps.Playbooks;
using RetentionApi.Domain.FollowUps.Triggers;
using RetentionApi.Domain.Relationships;

namespace RetentionApi.Domain.FollowUps;

/// <summary>Duties that no reported fact makes owed but how the customer stands: a level that is lapsing, a risk that became high. Once per lapse or crossing.</summary>
public static class StandingDuties
{
    /// <param name="lapsing">The rung that is failing; null: none, and an open repair ends.</param>
    /// <param name="since">When it began to.</param>
    public static DutyChanges Repair(CustomerRecord record, IReadOnlyList<FollowUp> existing, Level? lapsing, Instant since, DutyRules rules, Instant now)
    {
        var situation = new Situation(record, OfKind(existing, FollowUpKind.Repair), rules, now);
        if (rules.Playbooks.For(PlaybookTrigger.LevelLapsing) is not { } playbook)
            return DutyChanges.None;
        if (lapsing is { } rung)
            OweOnce(situation, playbook with { Level = rung }, since, at: since);
        else if (playbook.Stops.HasFlag(StopConditions.Recovered))
            StopEach(situation, playbook);
        return new DutyComparison(situation).Compare();
    }

    /// <param name="crossedAt">When the band became high; a reminder may be made later, when its owner has room for it.</param>
    public static DutyChanges RiskReminder(CustomerRecord record, IReadOnlyList<FollowUp> existing, Instant crossedAt, DutyRules rules, Instant now)
    {
        var situation = new Situation(record, OfKind(existing, FollowUpKind.RiskReminder), rules, now);
        if (rules.Playbooks.For(PlaybookTrigger.RiskBecameHigh) is not { } playbook)
            return DutyChanges.None;
        OweOnce(situation, playbook, crossedAt, at: now);
        return new DutyComparison(situation).Compare();
    }

    /// <summary>None while something of theirs is still to be put right.</summary>
    /// <param name="evidence">All of it, withdrawn rows too.</param>
    public static DutyChanges AskSuggestions(CustomerRecord record, IReadOnlyList<FollowUp> existing, IReadOnlyList<Evidence> evidence, DutyRules rules, Instant now)
    {
        var situation = new Situation(record, OfKind(existing, FollowUpKind.AskSuggestions), rules, now);
        if (rules.Playbooks.For(PlaybookTrigger.GoodOutcomes) is not { } playbook)
            return DutyChanges.None;
        if (!record.IsRestricted && !record.Cases.Any(c => c.IsOpen) && GoodOutcomes.LastOfEnough(evidence, situation.Existing, rules) is { } at)
        {
            var cause = FactKey.Next(FactKey.Customer(record.CustomerId), situation.Existing.Select(f => f.Cause));
            situation.Owe(playbook, cause, record.CustomerId, at);
        }

        return new DutyComparison(situation).Compare();
    }

    private static FollowUp[] OfKind(IReadOnlyList<FollowUp> existing, FollowUpKind kind) => [.. existing.Where(f => f.Kind == kind)];

    private static void OweOnce(Situation situation, Playbook playbook, Instant since, Instant at)
    {
        if (situation.Record.IsRestricted || situation.Existing.Any(f => f.IsOpen || f.CreatedAt >= since))
            return;
        var cause = FactKey.Next(FactKey.Customer(situation.Record.CustomerId), situation.Existing.Select(f => f.Cause));
        situation.Owe(playbook, cause, situation.Record.CustomerId, at);
    }

    private static void StopEach(Situation situation, Playbook playbook)
    {
        foreach (var row in situation.Existing.Where(f => !f.IsEnded))
            situation.Keep(row, playbook, kept => kept with { IsStopped = true });
    }
}
