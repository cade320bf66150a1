using NodaTime;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.FollowUps;

namespace RetentionApi.Domain.Batches;

public enum BatchAlertStatus
{
    /// <summary>A manager is to decide; nobody was told.</summary>
    Proposed,

    /// <summary>Every buyer is told.</summary>
    Confirmed,

    /// <summary>There is no cause to tell anybody.</summary>
    Dismissed,
}

public enum BatchAlertOrigin
{
    /// <summary>What customers said of the batch called for it.</summary>
    ByRule,

    /// <summary>A manager knows better, from the producer for example.</summary>
    ByHand,
}

/// <summary>Something is wrong with a batch, or seems to be. Nobody is told before a manager has decided; whoever bought of it is told once.</summary>
/// <remarks>Holds the content. The clock of the decision is the duty that it was proposed with; the decision ends it, and whoever calls saves both together.</remarks>
public sealed class BatchAlert
{
    public const int LongestText = 2000;

    public required Guid MerchantId { get; init; }

    public required Guid Id { get; init; }

    public required Guid ProductId { get; init; }

    public required string Batch { get; init; }

    public required BatchAlertOrigin Origin { get; init; }

    /// <summary>What was counted when it was proposed; as all figures of it, null where it was not the count that called for it.</summary>
    public int? Defects { get; init; }

    public int? Sound { get; init; }

    /// <summary>Different customers who had a defect.</summary>
    public int? Affected { get; init; }

    /// <summary>How certain it was that more of the batch is bad than may be.</summary>
    public double? Probability { get; init; }

    public required Instant ProposedAt { get; init; }

    /// <summary>The duty to decide it; null where a manager reported it, which was the decision.</summary>
    public Guid? FollowUpId { get; init; }

    public BatchAlertStatus Status { get; private set; } = BatchAlertStatus.Proposed;

    public Instant? DecidedAt { get; private set; }

    /// <summary>The staff member; null for a key without one.</summary>
    public Guid? DecidedBy { get; private set; }

    /// <summary>Why it was decided so.</summary>
    public string? Reason { get; private set; }

    /// <summary>What the buyers are told to do, in the manager's words.</summary>
    public string? ToBuyers { get; private set; }

    /// <summary>How many defects were known when it was dismissed: only a further one makes it come up again.</summary>
    public int? DismissedDefects { get; private set; }

    /// <summary>The customer up to whom buyers have been found; all of them where there is none after. The dispatcher's own.</summary>
    public Guid SpreadTo { get; private set; }

    public int Version { get; private set; } = 1;

    /// <summary>A producer's recall: the manager who reports it has decided.</summary>
    public static BatchAlert ByHand(Guid merchantId, Guid productId, string batch, string reason, string? toBuyers, Guid? by, Instant now) => new()
    {
        MerchantId = merchantId,
        Id = Ids.New(now),
        ProductId = productId,
        Batch = batch,
        Origin = BatchAlertOrigin.ByHand,
        ProposedAt = now,
        Status = BatchAlertStatus.Confirmed,
        DecidedAt = now,
        DecidedBy = by,
        Reason = reason.Trim(),
        ToBuyers = Trimmed(toBuyers),
    };

    /// <summary>Whoever bought of it is told.</summary>
    /// <param name="duty">To decide it; null: it has none.</param>
    public Result<BatchAlert> Confirm(string? reason, string? toBuyers, FollowUp? duty, Guid? by, Instant now)
    {
        if (Status is not BatchAlertStatus.Proposed)
            return BatchAlertErrors.Decided(Status);
        ToBuyers = Trimmed(toBuyers);
        return Decide(BatchAlertStatus.Confirmed, reason, duty, by, now);
    }

    /// <param name="defects">How many are known by now.</param>
    /// <param name="duty">To decide it; null: it has none.</param>
    public Result<BatchAlert> Dismiss(string reason, int defects, FollowUp? duty, Guid? by, Instant now)
    {
        if (Status is not BatchAlertStatus.Proposed)
            return BatchAlertErrors.Decided(Status);
        if (string.IsNullOrWhiteSpace(reason))
            return BatchAlertErrors.ReasonRequired;
        DismissedDefects = defects;
        return Decide(BatchAlertStatus.Dismissed, reason, duty, by, now);
    }

    private BatchAlert Decide(BatchAlertStatus status, string? reason, FollowUp? duty, Guid? by, Instant now)
    {
        if (duty is { IsEnded: false })
            _ = duty.EndBySubject(by, now, now).Value;
        (Status, Reason, DecidedBy, DecidedAt) = (status, Trimmed(reason), by, now);
        Version++;
        return this;
    }

    private static string? Trimmed(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
