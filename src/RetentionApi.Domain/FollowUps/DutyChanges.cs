using NodaTime;

namespace RetentionApi.Domain.FollowUps;

/// <summary>The duty is not owed after all.</summary>
public sealed record FollowUpCancellation(Guid FollowUpId, CancellationCause Cause);

/// <summary>The duty's subject was dealt with at <paramref name="ActedAt"/>.</summary>
public sealed record SubjectEnd(Guid FollowUpId, Instant ActedAt);

/// <summary>What is to be written so that the stored duties are those that the facts make owed.</summary>
public sealed record DutyChanges(
    IReadOnlyList<FollowUp> Opened,
    IReadOnlyList<FollowUpChange> Changed,
    IReadOnlyList<SubjectEnd> Ended,
    IReadOnlyList<FollowUpCancellation> Cancelled)
{
    public static readonly DutyChanges None = new([], [], [], []);

    public bool IsEmpty => Opened.Count == 0 && Changed.Count == 0 && Ended.Count == 0 && Cancelled.Count == 0;

    /// <summary>The duties as they are once this is written: the existing ones, changed in place, and the opened ones.</summary>
    public IReadOnlyList<FollowUp> ApplyTo(IReadOnlyList<FollowUp> existing, Instant now)
    {
        if (IsEmpty)
            return existing;
        var byId = existing.ToDictionary(f => f.Id);
        foreach (var change in Changed)
            _ = byId[change.FollowUpId].Apply(change).Value;
        foreach (var end in Ended)
            _ = byId[end.FollowUpId].EndBySubject(by: null, end.ActedAt, now).Value;
        foreach (var cancellation in Cancelled)
            _ = byId[cancellation.FollowUpId].Cancel(cancellation.Cause, now).Value;
        return [.. existing, .. Opened];
    }
}
