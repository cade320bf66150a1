using NodaTime;
using RetentionApi.Domain.Customers;
using RetentionApi.Domain.FollowUps.Playbooks;
using RetentionApi.Domain.Merchants;
using RetentionApi.Domain.Orders;

namespace RetentionApi.Domain.FollowUps;

/// <summary>One customer at one instant: what the triggers look at, and where they put what is owed.</summary>
internal sealed class Situation
{
    private readonly Dictionary<(FollowUpKind Kind, string Cause, int Step), FollowUp> stored = [];

    public Situation(CustomerRecord record, IReadOnlyList<FollowUp> existing, DutyRules rules, Instant now)
    {
        (Record, Existing, Rules, Now) = (record, existing, rules, now);
        foreach (var row in existing)
            if (!stored.TryGetValue((row.Kind, row.Cause, row.Step), out var twin) || RankOf(row).CompareTo(RankOf(twin)) < 0)
                stored[(row.Kind, row.Cause, row.Step)] = row;
        Orders = [.. record.Orders.Where(o => o.IsStanding).OrderBy(o => o.PlacedAt).ThenBy(o => o.Id)];
        KeptLines = [.. Orders.SelectMany(o => DeliveredLine.KeptOf(o, rules.Policy))];
    }

    public CustomerRecord Record { get; }

    public IReadOnlyList<FollowUp> Existing { get; }

    public DutyRules Rules { get; }

    public Instant Now { get; }

    public Policy Policy => Rules.Policy;

    /// <summary>The standing ones, oldest first.</summary>
    public Order[] Orders { get; }

    /// <summary>In the sequence of their orders.</summary>
    public DeliveredLine[] KeptLines { get; }

    public List<OwedDuty> Owed { get; } = [];

    public Playbook? Playbook(PlaybookTrigger trigger) => Rules.Playbooks.For(trigger);

    /// <summary>The playbook under which a running duty was opened, as it was then.</summary>
    public Playbook AsOpened(Playbook playbook, FollowUp? running) =>
        running is null || running.PolicyVersion == playbook.Version ? playbook : Rules.PlaybooksOf(running.PolicyVersion)?.For(playbook.Trigger) ?? playbook;

    public FollowUp? Stored(FollowUpKind kind, string cause, int step) => stored.GetValueOrDefault((kind, cause, step));

    /// <summary>Of two customers who were merged and of whom each was owed this, what was done comes before what is to do, and what was called off last.</summary>
    private static (bool IsOff, bool IsOpen, Instant Deadline, Guid Id) RankOf(FollowUp row) =>
        (row.Cancellation is CancellationCause.Stopped or CancellationCause.Merged, !row.IsEnded, row.Deadline, row.Id);

    /// <summary>Says that the only step of a playbook is owed because of something that happened at <paramref name="at"/>; one that was done, skipped or could not be done is not looked at again.</summary>
    /// <param name="notBefore">The earliest due instant.</param>
    public void Owe(Playbook playbook, string cause, Guid? customerId, Instant at, Func<OwedDuty, OwedDuty>? with = null, Instant? notBefore = null)
    {
        var stored = Stored(playbook.Kind, cause, playbook.Steps[0].Number);
        if (stored is { IsEnded: true, IsStopped: false })
            return;
        playbook = AsOpened(playbook, stored);
        var step = playbook.Steps[0];
        var due = at + step.After;
        due = notBefore > due ? notBefore.Value : due;
        if (step.Within.From(due, Rules.Calendar) is not { } deadline)
            return;
        var owed = new OwedDuty(playbook, step, cause, customerId ?? Record.CustomerId, due, deadline);
        Owed.Add(with is null ? owed : with(owed));
    }

    /// <summary>What the conditions of its playbook look at.</summary>
    public DutySubject SubjectOf(OwedDuty owed) => new(Record, owed.Cause, owed.OrderLineIds ?? []);

    /// <summary>Says that a stored duty is still spoken of, at the times it has.</summary>
    public void Keep(FollowUp row, Playbook playbook, Func<OwedDuty, OwedDuty>? with = null)
    {
        var step = playbook.Steps.FirstOrDefault(s => s.Number == row.Step) ?? playbook.Steps[0];
        var kept = new OwedDuty(playbook, step, row.Cause, row.CustomerId, row.DueAt, row.Deadline);
        Owed.Add(with is null ? kept : with(kept));
    }
}
