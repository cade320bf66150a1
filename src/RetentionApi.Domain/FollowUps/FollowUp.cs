using NodaTime;
using RetentionApi.Domain.Relationships;

namespace RetentionApi.Domain.FollowUps;

/// <summary>What an answer to a check says about one order line: one product, one batch.</summary>
/// <param name="Rating">1 (worst) to 5.</param>
public sealed record LineAnswer(Guid OrderLineId, int Rating, string? Text);

/// <summary>Something the merchant owes one customer. Unique per cause, kind and step, however often a job runs.</summary>
public sealed class FollowUp
{
    public required Guid MerchantId { get; init; }

    public required Guid Id { get; init; }

    public required Guid CustomerId { get; init; }

    public required FollowUpKind Kind { get; init; }

    /// <summary>The rung it serves; null for duties that belong to none.</summary>
    public Level? Level { get; init; }

    /// <summary>The fact that made it owed: <c>order:{id}</c>, <c>interaction:{id}</c>, <c>customer:{id}</c> …</summary>
    public required string Cause { get; init; }

    /// <summary>1, 2 … within its cause: the +7 d and +30 d steps of a check are 1 and 2.</summary>
    public required int Step { get; init; }

    public required int PolicyVersion { get; init; }

    public FollowUpStatus Status { get; private set; } = FollowUpStatus.Scheduled;

    public required Instant DueAt { get; set; }

    /// <summary>Moved by the held time when a message had to wait.</summary>
    public required Instant Deadline { get; set; }

    public required ContactChannel Channel { get; set; }

    public Guid? OwnerId { get; set; }

    /// <summary>For a check: the lines it asks about, at most five products of one customer.</summary>
    public IReadOnlyList<Guid> OrderLineIds { get; set; } = [];

    public required Instant CreatedAt { get; init; }
}
