using NodaTime;
using RetentionApi.Domain.FollowUps.Guides;
using RetentionApi.Domain.Relationships;

namespace RetentionApi.Domain.FollowUps;

/// <summary>
/// Something the merchant owes one customer (or themselves: an improvement, a decision). Unique per cause, kind and step, however often a job runs.
/// </summary>
/// <remarks>
/// Built by an initializer, by the derivation or from a stored row; from then on changed only by the decisions below, each of which raises <see cref="Version"/>.
/// What people decide is in <c>FollowUp.Decisions.cs</c>, what time and the product do in <c>FollowUp.Clock.cs</c>, how a clock stands still in <c>FollowUp.Pauses.cs</c>.
/// </remarks>
public sealed partial class FollowUp
{
    private FollowUpStatus status = FollowUpStatus.Scheduled;
    private Instant dueAt;
    private Instant deadline;
    private Duration heldFor;
    private bool isSnoozed;
    private ContactChannel channel;
    private IReadOnlyList<Guid> orderLineIds = [];
    private Guid? ownerId;
    private Guid? claimedBy;
    private Instant? claimedAt;
    private Instant? missedAt;
    private Instant? completedAt;
    private Instant? answeredAt;
    private Instant? answerRecordedAt;
    private FollowUpOutcome? outcome;
    private IReadOnlyList<LineAnswer> answers = [];
    private GuideAnswers? guide;
    private string? skipReason;
    private CancellationCause? cancellation;
    private Instant? endedAt;
    private Guid? endedBy;
    private Instant? pausedAt;
    private Duration pausedFor;
    private Instant? warnAt;
    private int version = 1;

    public required Guid MerchantId { get; init; }

    public required Guid Id { get; init; }

    public required Guid CustomerId { get; init; }

    public required FollowUpKind Kind { get; init; }

    /// <summary>The rung it serves; null for duties that belong to none.</summary>
    public Level? Level { get; init; }

    /// <summary>
    /// The fact that made it owed: <c>order:{id}</c>, <c>orderLine:{id}</c>, <c>interaction:{id}</c>, <c>customer:{id}</c> …
    /// A trailing <c>#2</c>, <c>#3</c> … tells apart the checks and visits that one customer gets in the course of time.
    /// </summary>
    public required string Cause { get; init; }

    /// <summary>1, 2 … within its cause: the +7 d and +30 d steps of a check are 1 and 2.</summary>
    public required int Step { get; init; }

    public required int PolicyVersion { get; init; }

    public required Instant CreatedAt { get; init; }

    public Guid? OwnerId { get => ownerId; init => ownerId = value; }

    /// <summary>What is to be done, in the words of who asked for it; null for a duty that its playbook explains.</summary>
    public string? Note { get; init; }

    public FollowUpStatus Status { get => status; init => status = value; }

    /// <summary>Moved by a snooze and by a hold.</summary>
    public required Instant DueAt { get => dueAt; init => dueAt = value; }

    /// <summary>Moved by the held time when a message had to wait.</summary>
    public required Instant Deadline { get => deadline; init => deadline = value; }

    /// <summary>By how much holds have moved the deadline, in all.</summary>
    public Duration HeldFor { get => heldFor; init => heldFor = value; }

    /// <summary>A person chose <see cref="DueAt"/>.</summary>
    public bool IsSnoozed { get => isSnoozed; init => isSnoozed = value; }

    public required ContactChannel Channel { get => channel; init => channel = value; }

    /// <summary>The lines it is about: for a check those it asks after, at most five products of one customer.</summary>
    public IReadOnlyList<Guid> OrderLineIds { get => orderLineIds; init => orderLineIds = value; }

    public Guid? ClaimedBy { get => claimedBy; init => claimedBy = value; }

    public Instant? ClaimedAt { get => claimedAt; init => claimedAt = value; }

    /// <summary>The deadline that passed without the act; kept when it is done late.</summary>
    public Instant? MissedAt { get => missedAt; init => missedAt = value; }

    /// <summary>When the merchant acted: answer written, call made, message handed over. "In time" is measured here.</summary>
    public Instant? CompletedAt { get => completedAt; init => completedAt = value; }

    /// <summary>When the customer answered; may be long after the act.</summary>
    public Instant? AnsweredAt { get => answeredAt; init => answeredAt = value; }

    /// <summary>When we learnt of the answer.</summary>
    public Instant? AnswerRecordedAt { get => answerRecordedAt; init => answerRecordedAt = value; }

    public FollowUpOutcome? Outcome { get => outcome; init => outcome = value; }

    public IReadOnlyList<LineAnswer> Answers { get => answers; init => answers = value; }

    /// <summary>What a conversation by its guide brought to light; null: it had none, or nothing was told.</summary>
    public GuideAnswers? Guide { get => guide; init => guide = value; }

    public string? SkipReason { get => skipReason; init => skipReason = value; }

    public CancellationCause? Cancellation { get => cancellation; init => cancellation = value; }

    /// <summary>When it was first done, skipped or cancelled.</summary>
    public Instant? EndedAt { get => endedAt; init => endedAt = value; }

    /// <summary>The staff member who did or skipped it; null for the product, a key or the customer.</summary>
    public Guid? EndedBy { get => endedBy; init => endedBy = value; }

    /// <summary>Since when its clock stands still, for the customer is waited for; null: it runs.</summary>
    public Instant? PausedAt { get => pausedAt; init => pausedAt = value; }

    /// <summary>Business time for which its clock stood still, with that of the earlier steps of its subject.</summary>
    public Duration PausedFor { get => pausedFor; init => pausedFor = value; }

    /// <summary>When its owner is warned that the deadline is near; null: never.</summary>
    public Instant? WarnAt { get => warnAt; init => warnAt = value; }

    /// <summary>When its owner was warned.</summary>
    public Instant? WarnedAt { get; init; }

    /// <summary>When it went beyond its owner, for the deadline had passed.</summary>
    public Instant? EscalatedAt { get; init; }

    public int Version { get => version; init => version = value; }

    public bool IsEnded => status is FollowUpStatus.Done or FollowUpStatus.Skipped or FollowUpStatus.Cancelled;

    /// <summary>Ahead of its deadline and not ended.</summary>
    public bool IsOpen => !IsEnded && missedAt is null;

    public bool IsPaused => pausedAt is not null;

    /// <summary>Ended because no fact called for it then; owed again if one does.</summary>
    public bool IsStopped => cancellation is CancellationCause.Stopped;

    /// <summary>Done, and the act was not after the deadline.</summary>
    public bool IsDoneInTime => status is FollowUpStatus.Done && missedAt is null;

    /// <summary>A customer waits for it; otherwise its customer is nil, and nothing is derived of it.</summary>
    public bool IsOwedToCustomer => Kind.IsOwedToCustomer();

    /// <summary>Its content lives in an enquiry, case, promise, suggestion, review or alert: only their transition ends it as done.</summary>
    public bool HasSubject => Kind is FollowUpKind.Answer or FollowUpKind.CaseStep or FollowUpKind.Promise or FollowUpKind.SuggestionReply or FollowUpKind.Improvement or FollowUpKind.AlertDecision
        || (Kind is FollowUpKind.BestValue && Cause.StartsWith("interaction:", StringComparison.Ordinal));

    /// <summary>The same duty once more, to see what would become of it.</summary>
    public FollowUp Copy() => (FollowUp)MemberwiseClone();

    /// <summary>When a missed duty leaves the list of what is to do; null: it stays until it ends.</summary>
    public Instant? LeavesListAt(Duration missedStays) => HasSubject ? null : missedAt + missedStays;

    private FollowUp End(FollowUpStatus end, Guid? by, Instant now)
    {
        (status, endedBy) = (end, by);
        endedAt ??= now;
        Unclaim();
        return Decided();
    }

    private void Unclaim() => (claimedBy, claimedAt) = (null, null);

    private FollowUp Decided()
    {
        version++;
        return this;
    }
}
