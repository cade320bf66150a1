using NodaTime;

namespace RetentionApi.Domain.FollowUps;

/// <summary>What a duty that stays becomes because its facts changed: the columns to write, whole.</summary>
/// <param name="MissedAt">Null where the deadline turned out to be still ahead.</param>
public sealed record FollowUpChange(
    Guid FollowUpId,
    FollowUpStatus Status,
    Instant DueAt,
    Instant Deadline,
    Instant? MissedAt,
    bool IsSnoozed,
    ContactChannel Channel,
    IReadOnlyList<Guid> OrderLineIds);
