using NodaTime;
using RetentionApi.Domain.Common;

namespace RetentionApi.Domain.FollowUps;

/// <summary>Turns what is owed and what is stored into what is to be written.</summary>
internal sealed class DutyComparison(Situation situation)
{
    /// <summary>A person is owed one of these at a time, whichever of their customers it was opened for; checks see to that themselves.</summary>
    private static readonly FollowUpKind[] OncePerPerson =
        [FollowUpKind.Welcome, FollowUpKind.RegularVisit, FollowUpKind.Repair, FollowUpKind.RiskReminder, FollowUpKind.AskSuggestions];

    private readonly StoppedKinds stopped = new(situation);
    private readonly List<FollowUp> opened = [];
    private readonly List<FollowUpChange> changed = [];
    private readonly List<SubjectEnd> ended = [];
    private readonly List<FollowUpCancellation> cancelled = [];
    private readonly HashSet<Guid> settled = [];

    public DutyChanges Compare()
    {
        if (situation.Record.IsRestricted)
            CancelEach(situation.Existing.Where(f => f.IsOpen), CancellationCause.Stopped);
        else
            CompareOwed();

        var changes = new DutyChanges(opened, changed, ended, cancelled);
        return changes.IsEmpty ? DutyChanges.None : changes;
    }

    private void CompareOwed()
    {
        CancelEach(LaterTwins(), CancellationCause.Merged);
        foreach (var owed in situation.Owed)
            Settle(owed);
        ResumeByHand();
        CancelEach(situation.Existing.Where(f => !f.IsEnded && !settled.Contains(f.Id) && IsUncalledFor(f)), CancellationCause.Stopped);
    }

    private void Settle(OwedDuty owed)
    {
        if (situation.Stored(owed.Playbook.Kind, owed.Cause, owed.Step.Number) is not { } row)
        {
            if (MayOpen(owed))
                opened.Add(Opened(owed));
        }
        else if (row.IsStopped)
        {
            Resume(row, owed);
        }
        else if (!row.IsEnded && settled.Add(row.Id))
        {
            Update(row, owed);
        }
    }

    /// <summary>What was stopped (by a restriction, by a return that was a mistake) and is called for is owed again. Who still waits for an answer gets it within its time from now.</summary>
    private void Resume(FollowUp row, OwedDuty owed)
    {
        var again = row.HasSubject && owed.Deadline <= situation.Now && owed.Step.Within.From(situation.Now, situation.Rules.Calendar) is { } deadline
            ? owed with { DueAt = situation.Now, Deadline = deadline }
            : owed;
        if (again.ActedAt is not null || !MayOpen(again) || !settled.Add(row.Id))
            return;
        var comesUpAt = again.ComesUpAt(situation.Policy.Duties);
        changed.Add(new FollowUpChange(
            row.Id, StatusAt(comesUpAt), comesUpAt, again.Deadline + row.HeldFor, MissedAt: null, IsSnoozed: false,
            again.Channel ?? ChannelChoice.Preferred(again.Step, situation.Record), again.OrderLineIds ?? row.OrderLineIds));
    }

    /// <summary>What a person asked for no fact calls for again: it goes on as it was, if there is time left for it and the customer has not come to want no more of its kind.</summary>
    private void ResumeByHand()
    {
        foreach (var row in situation.Existing.Where(f => f.IsStopped && FactKey.IsByHand(f.Cause) && f.Deadline > situation.Now && !stopped.Contains(f)))
            changed.Add(new FollowUpChange(row.Id, StatusAt(row.DueAt), row.DueAt, row.Deadline, MissedAt: null, row.IsSnoozed, row.Channel, row.OrderLineIds));
    }

    private FollowUpStatus StatusAt(Instant dueAt) => dueAt <= situation.Now ? FollowUpStatus.Due : FollowUpStatus.Scheduled;

    private void Update(FollowUp row, OwedDuty owed)
    {
        if (owed.ActedAt is { } actedAt)
            ended.Add(new SubjectEnd(row.Id, actedAt));
        else if (owed.IsWithdrawn)
            cancelled.Add(new FollowUpCancellation(row.Id, owed.EndsAs));
        else if (row.IsOpen && (owed.IsStopped || stopped.Contains(owed.Playbook, row.DueAt, owed.AskedForAt)))
            cancelled.Add(new FollowUpCancellation(row.Id, CancellationCause.Stopped));
        else if (ChangeOf(row, owed) is { } change)
            changed.Add(change);
    }

    private FollowUpChange? ChangeOf(FollowUp row, OwedDuty owed)
    {
        var lines = owed.OrderLineIds is { } wanted && !wanted.SequenceEqual(row.OrderLineIds) ? wanted : row.OrderLineIds;
        var stays = new FollowUpChange(row.Id, row.Status, row.DueAt, row.Deadline, row.MissedAt, row.IsSnoozed, owed.Channel ?? row.Channel, lines);
        var (deadline, comesUpAt) = (owed.Deadline + row.HeldFor, owed.ComesUpAt(situation.Policy.Duties));
        var isUntouched = row is { Status: FollowUpStatus.Scheduled, IsSnoozed: false } && row.HeldFor == Duration.Zero;

        // A correction moves a duty only to a time that is still ahead, and never one that somebody is at or that was opened under another version.
        if (owed.FollowsFacts && (deadline != row.Deadline || (isUntouched && comesUpAt != row.DueAt)) && deadline > situation.Now
            && row.Status is not FollowUpStatus.Claimed && row.PolicyVersion == owed.Playbook.Version)
        {
            return stays with { Status = StatusAt(comesUpAt), DueAt = comesUpAt, Deadline = deadline, MissedAt = null, IsSnoozed = false };
        }

        if (owed.EndsBy is { } end && Instant.Max(end, row.DueAt) is var cut && cut < row.Deadline && row is { IsOpen: true, Status: not FollowUpStatus.Claimed })
            return stays with { Deadline = cut };
        return lines == row.OrderLineIds && stays.Channel == row.Channel ? null : stays;
    }

    /// <summary>
    /// The past owes nothing. An enquiry that came with an answer in time is no debt but a deed, and is recorded whenever it came, whatever the playbook.
    /// </summary>
    private bool MayOpen(OwedDuty owed)
    {
        if (owed.IsClosedToOpening || owed.IsStopped || owed.IsWithdrawn || stopped.Contains(owed.Playbook, owed.DueAt, owed.AskedForAt))
            return false;
        return owed.ActedAt is { } actedAt
            ? actedAt <= owed.Deadline
            : owed.Deadline > situation.Now && !(owed.DueAt < owed.ImportedAt) && !owed.Playbook.IsPaused && owed.Playbook.Suits(situation.SubjectOf(owed));
    }

    private FollowUp Opened(OwedDuty owed)
    {
        var comesUpAt = owed.ComesUpAt(situation.Policy.Duties);
        var followUp = new FollowUp
        {
            MerchantId = situation.Record.MerchantId,
            Id = Ids.New(situation.Now),
            CustomerId = owed.CustomerId,
            Kind = owed.Playbook.Kind,
            Level = owed.Playbook.Level,
            Cause = owed.Cause,
            Step = owed.Step.Number,
            PolicyVersion = owed.Playbook.Version,
            CreatedAt = situation.Now,
            OwnerId = situation.Record.OwnerId,
            Status = StatusAt(comesUpAt),
            DueAt = comesUpAt,
            Deadline = owed.Deadline,
            Channel = owed.Channel ?? ChannelChoice.Preferred(owed.Step, situation.Record),
            OrderLineIds = owed.OrderLineIds ?? [],
        };
        return owed.ActedAt is { } actedAt ? followUp.EndBySubject(by: null, actedAt, situation.Now).Value : followUp;
    }

    private IEnumerable<FollowUp> LaterTwins() => situation.Existing
        .Where(f => f.IsOpen && OncePerPerson.Contains(f.Kind))
        .GroupBy(f => f.Kind)
        .SelectMany(twins => twins.OrderBy(f => f.Deadline).ThenBy(f => f.Id).Skip(1))
        .Concat(situation.Existing.Where(f => f is { IsOpen: true, Kind: FollowUpKind.BatchAlert } && situation.Stored(f.Kind, f.Cause, f.Step) != f));

    /// <summary>No fact speaks of it any more, or the customer wants no more of its kind.</summary>
    private bool IsUncalledFor(FollowUp row) =>
        (FactKey.IsFact(row.Cause) && situation.Rules.Playbooks.StepOf(row) is not null) || (row.IsOpen && stopped.Contains(row));

    private void CancelEach(IEnumerable<FollowUp> rows, CancellationCause cause)
    {
        foreach (var row in rows.ToArray())
        {
            if (settled.Add(row.Id))
                cancelled.Add(new FollowUpCancellation(row.Id, cause));
        }
    }
}
