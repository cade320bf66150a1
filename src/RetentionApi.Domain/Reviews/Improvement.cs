using NodaTime;

namespace RetentionApi.Domain.Reviews;

public enum ImprovementStatus
{
    /// <summary>On the list; nobody owes it yet.</summary>
    Suggested,

    /// <summary>Decided: a duty on its owner's work list.</summary>
    Owed,

    Done,

    /// <summary>It will not be done, with a reason.</summary>
    Dropped,
}

/// <summary>A suggestion of the merchant's own: a line of a review's improvement list.</summary>
/// <param name="OwnerId">Who was to do it when it was suggested; from the decision on its duty says who does.</param>
/// <param name="DueOn">Until the end of this day, by the merchant's clock.</param>
/// <param name="FollowUpId">Its duty, which has its clock; null: it was never decided.</param>
/// <param name="EndedAt">When it was done or dropped.</param>
/// <param name="Note">What was done, or why it is dropped.</param>
public sealed record Improvement(Guid Id, string Text, Guid OwnerId, LocalDate DueOn, ImprovementStatus Status, Guid? FollowUpId, Instant? EndedAt, string? Note);
