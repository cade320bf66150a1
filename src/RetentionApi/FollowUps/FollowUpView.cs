using NodaTime;
using RetentionApi.Domain.FollowUps;
using RetentionApi.Domain.FollowUps.Guides;
using RetentionApi.Domain.Relationships;
using RetentionApi.Platform.Mediation;

namespace RetentionApi.FollowUps;

/// <summary>Something you owe one customer, or yourselves.</summary>
/// <param name="CustomerId">After a merge the survivor. Null: an improvement, or the decision about a batch alert, which you owe yourselves.</param>
/// <param name="Level">The rung it serves.</param>
/// <param name="Cause">The fact that made it owed: `order:{id}`, `interaction:{id}`, `interest:{id}`, `visit:{id}`, `customer:{id}`, `case:{id}`, `promise:{id}`, `suggestion:{id}`, `review:{id}`, `batchAlert:{id}`, or `hand:{id}` for one that a person asked for.</param>
/// <param name="Step">1, 2 … within its cause: the early and the later step of a quality check are 1 and 2.</param>
/// <param name="Channel">How it is done; `staff`: by one of you.</param>
/// <param name="Note">What is to be done, in the words of who asked for it; of the decision about a batch alert, its product and batch.</param>
/// <param name="Lines">The order lines it asks about.</param>
/// <param name="MissedAt">The deadline that passed; it stays when the duty is done late.</param>
/// <param name="CompletedAt">When you acted: "in time" is measured here.</param>
/// <param name="AnsweredAt">When the customer answered, which may be long after.</param>
/// <param name="Cancellation">Why it is not owed after all.</param>
/// <param name="HeldFor">By how much holds have moved the deadline.</param>
/// <param name="EndedBy">Who did or skipped it; null for the product or a key without a person.</param>
/// <param name="PolicyVersion">The policy under which it was opened.</param>
/// <param name="SubjectId">The enquiry, case, promise, suggestion, batch alert or (for an improvement) review that it ends with: act on that one.</param>
/// <param name="PausedAt">Since when its clock stands still, for the customer is waited for.</param>
/// <param name="WarnedAt">When its owner was warned that the deadline is near.</param>
/// <param name="Guide">What a conversation by the guide brought to light, with the version of the guide.</param>
/// <param name="EscalatedAt">When it went beyond its owner, for the deadline had passed.</param>
internal sealed record FollowUpView(
    Guid Id,
    Guid? CustomerId,
    string? CustomerName,
    FollowUpKind Kind,
    Level? Level,
    string Cause,
    int Step,
    FollowUpStatus Status,
    Instant DueAt,
    Instant Deadline,
    ContactChannel Channel,
    Guid? OwnerId,
    string? Note,
    IReadOnlyList<FollowUpLineView> Lines,
    Guid? ClaimedBy,
    Instant? ClaimedAt,
    Instant? MissedAt,
    Instant? CompletedAt,
    FollowUpOutcome? Outcome,
    Instant? AnsweredAt,
    IReadOnlyList<LineAnswer> Answers,
    string? SkipReason,
    CancellationCause? Cancellation,
    Duration HeldFor,
    Instant? EndedAt,
    Guid? EndedBy,
    int PolicyVersion,
    Instant CreatedAt,
    int Version,
    Guid? SubjectId = null,
    Instant? PausedAt = null,
    Instant? WarnedAt = null,
    Instant? EscalatedAt = null,
    GuideAnswers? Guide = null) : IVersioned;

/// <param name="OrderLineId">Name it in the answer.</param>
/// <param name="ProductName">Null for a product that is not known.</param>
internal sealed record FollowUpLineView(Guid OrderLineId, Guid OrderId, string Sku, string? ProductName);
