using NodaTime;
using RetentionApi.Domain.FollowUps.Playbooks;
using RetentionApi.Domain.Merchants;

namespace RetentionApi.Domain.FollowUps;

/// <summary>One step that the facts speak of: to be opened, kept, moved or ended by comparison with what is stored.</summary>
internal sealed record OwedDuty(Playbook Playbook, PlaybookStep Step, string Cause, Guid CustomerId, Instant DueAt, Instant Deadline)
{
    /// <summary>Start of the import that brought its fact: what was due before is not owed.</summary>
    public Instant? ImportedAt { get; init; }

    /// <summary>Not to be opened any more; one that is stored goes on.</summary>
    public bool IsClosedToOpening { get; init; }

    /// <summary>Not to be done any more. An open one ends; a missed one was owed and stays missed.</summary>
    public bool IsStopped { get; init; }

    /// <summary>What it is about is gone, so it never was or no longer is owed: a missed one ends too.</summary>
    public bool IsWithdrawn { get; init; }

    public CancellationCause EndsAs { get; init; } = CancellationCause.Stopped;

    /// <summary>Its times follow a date that may be corrected (a delivery, the last answer); otherwise they stay as opened.</summary>
    public bool FollowsFacts { get; init; }

    /// <summary>When the customer asked for it: what they declined of its kind before does not speak of it. Null: nobody asked.</summary>
    public Instant? AskedForAt { get; init; }

    /// <summary>By then it had to be done, whatever time was left: an open one that was not is missed. Null: nothing ends its time early.</summary>
    public Instant? EndsBy { get; init; }

    /// <summary>Null: the first channel of the step that the customer allows.</summary>
    public ContactChannel? Channel { get; init; }

    /// <summary>Null: leave what is stored.</summary>
    public IReadOnlyList<Guid>? OrderLineIds { get; init; }

    /// <summary>When its subject was dealt with.</summary>
    public Instant? ActedAt { get; init; }

    /// <summary>
    /// When it comes up. What an import brought all at once is spread over a share of its time, by the customer: never before it is due, never past its deadline,
    /// and always the same. Only what we ask or offer, for what was asked of us has its clock.
    /// </summary>
    public Instant ComesUpAt(DutyPolicy policy) => ImportedAt is not null && Step.Message is MessageClass.Survey or MessageClass.Marketing
        ? DueAt + ((Deadline - DueAt) * (policy.ImportSpread * Spread.Of(CustomerId)))
        : DueAt;
}
