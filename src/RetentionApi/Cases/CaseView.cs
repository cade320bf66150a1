using NodaTime;
using RetentionApi.Domain.Cases;
using RetentionApi.Platform.Mediation;

namespace RetentionApi.Cases;

/// <summary>Something that went wrong for one customer, until they say that it is solved.</summary>
/// <param name="CustomerId">After a merge the survivor.</param>
/// <param name="OpenedBy">The fact that opened it by itself: `interaction:{id}` for a complaint, `followUp:{id}:{orderLineId}` for a rating; null: it was reported as a case.</param>
/// <param name="ReceivedAt">From here the first deadlines count.</param>
/// <param name="Complaints">What the customer said; a later bad answer about the same order joins here.</param>
/// <param name="Outcome">How it ended: `confirmed` by the customer, or `unconfirmed`.</param>
/// <param name="Run">1, and one more for each time it was opened again; each has a fresh clock.</param>
/// <param name="Step">What is owed next, and until when; null: nothing.</param>
/// <param name="EscalatedTo">Who has the step that went past its deadline.</param>
/// <param name="RevisitedAt">When the customer was first asked and did not answer.</param>
/// <param name="ReopenedAt">When the customer said that it was not solved.</param>
/// <param name="CloseReason">Why a manager closed it undone.</param>
internal sealed record CaseView(
    Guid Id,
    Guid CustomerId,
    string? CustomerName,
    string? Source,
    string? ExternalId,
    string? OpenedBy,
    Instant ReceivedAt,
    Guid? OrderId,
    string? ProductSku,
    CaseTopic Topic,
    CaseSeverity Severity,
    CaseStatus Status,
    CaseOutcome? Outcome,
    Guid? OwnerId,
    IReadOnlyList<Complaint> Complaints,
    string? Proposal,
    IReadOnlyList<Goodwill> Goodwill,
    int Run,
    CaseStepView? Step,
    Guid? EscalatedTo,
    Instant? ResolvedAt,
    Instant? RevisitedAt,
    IReadOnlyList<Instant> ReopenedAt,
    Instant? ClosedAt,
    string? CloseReason,
    Instant CreatedAt,
    int Version) : IVersioned;

/// <summary>The one clock of a case.</summary>
/// <param name="FollowUpId">The same on the work list.</param>
/// <param name="Number">1 acknowledge, 2 investigate, 3 propose, 4 resolve, 5 ask whether it is solved, 6 ask once more.</param>
/// <param name="Deadline">Stands still while the customer is waited for, and moves by that time when it goes on.</param>
/// <param name="WaitingSince">Since when the customer is waited for.</param>
/// <param name="WarnedAt">When its owner was warned that the deadline is near.</param>
/// <param name="EscalatedAt">When it went beyond its owner, for the deadline had passed.</param>
internal sealed record CaseStepView(Guid FollowUpId, int Number, Instant DueAt, Instant Deadline, Instant? MissedAt, Instant? WaitingSince, Instant? WarnedAt, Instant? EscalatedAt);
