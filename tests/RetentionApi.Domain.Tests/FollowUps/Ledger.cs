using RetentionApi.Domain.Customers;
using RetentionApi.Domain.FollowUps;
using RetentionApi.Domain.Relationships;

namespace RetentionApi.Domain.Tests.FollowUps;

/// <summary>What the database and its jobs do, in memory: reads the facts of a day, writes what is derived, marks what is due and missed.</summary>
internal sealed class Ledger(DutyRules? rules = null)
{
    private DutyRules rules = rules ?? Facts.Rules;

    public IReadOnlyList<FollowUp> FollowUps { get; private set; } = [];

    public List<Evidence> Evidence { get; } = [];

    public IEnumerable<Evidence> Counting => Evidence.Where(e => e.WithdrawnAt is null);

    public FollowUp this[FollowUpKind kind, int step = 1] => All(kind).Last(f => f.Step == step);

    public static Ledger Of(CustomerRecord record, double day) => new Ledger().Derive(record, day);

    public IEnumerable<FollowUp> All(FollowUpKind kind) => FollowUps.Where(f => f.Kind == kind);

    public IEnumerable<FollowUp> Open(FollowUpKind kind) => All(kind).Where(f => f.IsOpen);

    public Ledger Derive(CustomerRecord record, double day)
    {
        var now = Facts.Day(day);
        foreach (var followUp in FollowUps)
        {
            _ = followUp.BecomeDue(now);
            _ = followUp.Miss(now);
        }

        FollowUps = Duties.Derive(record, FollowUps, rules, now).ApplyTo(FollowUps, now);
        Write(EvidenceDerivation.Derive(record, FollowUps, Evidence, rules, now));
        return this;
    }

    /// <summary>What somebody wrote down by hand, or a decision opened.</summary>
    public Ledger Add(FollowUp followUp)
    {
        FollowUps = [.. FollowUps, followUp];
        return this;
    }

    /// <summary>The merchant goes by other rules from here on.</summary>
    public Ledger Under(DutyRules others)
    {
        rules = others;
        return this;
    }

    public void Apply(DutyChanges changes, double day) => FollowUps = changes.ApplyTo(FollowUps, Facts.Day(day));

    /// <summary>Sends its message, or asks in person: done without an answer so far.</summary>
    public Ledger Ask(FollowUp followUp, double day)
    {
        followUp.Complete(FollowUpOutcome.NoAnswer, [], null, Facts.Day(day), Facts.Day(day)).IsOk.Should().BeTrue();
        return this;
    }

    public Ledger Answer(FollowUp followUp, double day, params int[] ratings)
    {
        LineAnswer[] answers = [.. followUp.OrderLineIds.Zip(ratings, (line, rating) => new LineAnswer(line, rating, null))];
        followUp.Complete(FollowUpOutcome.Answered, answers, null, Facts.Day(day), Facts.Day(day)).IsOk.Should().BeTrue();
        return this;
    }

    public Ledger Decline(FollowUp followUp, double day)
    {
        followUp.Complete(FollowUpOutcome.Declined, [], null, Facts.Day(day), Facts.Day(day)).IsOk.Should().BeTrue();
        return this;
    }

    private void Write(EvidenceChanges changes)
    {
        foreach (var withdrawal in changes.Withdrawn)
        {
            var at = Evidence.FindIndex(e => e.Id == withdrawal.EvidenceId);
            Evidence[at] = Evidence[at] with { WithdrawnAt = withdrawal.At };
        }

        Evidence.AddRange(changes.Added);
    }
}
