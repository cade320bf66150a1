using NodaTime;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.Customers;
using RetentionApi.Domain.FollowUps;

namespace RetentionApi.Domain.Interests;

/// <summary>An interest that is over because of what became of the duty to tell it.</summary>
public sealed record InterestEnding(Guid InterestId, InterestEnd End, Instant At);

/// <summary>Which open interests are over: what the news was told of, or will not be told of. Pure, and a fixed point.</summary>
public static class InterestEnds
{
    public static IReadOnlyList<InterestEnding> Of(CustomerRecord record, IReadOnlyList<FollowUp> followUps)
    {
        if (record.Interests.All(i => i.EndedAt is not null))
            return [];
        List<InterestEnding> endings = [];
        foreach (var duty in followUps.Where(f => f.Kind is FollowUpKind.NewsAskedFor && f.Status is FollowUpStatus.Done or FollowUpStatus.Skipped))
        {
            if (record.Interests.FirstOrDefault(i => i.EndedAt is null && FactKey.Interest(i.Id) == duty.Cause) is not { } told)
                continue;
            var (end, at) = duty.Status is FollowUpStatus.Done ? (InterestEnd.Told, duty.CompletedAt ?? duty.EndedAt!.Value) : (InterestEnd.Skipped, duty.EndedAt!.Value);
            endings.AddRange(record.Interests.Where(i => IsToldWith(i, told)).Select(i => new InterestEnding(i.Id, end, at)));
        }

        return [.. endings.DistinctBy(e => e.InterestId)];
    }

    /// <summary>One person who asked twice, under two names that were merged, is told once.</summary>
    private static bool IsToldWith(Interest other, Interest told) =>
        other.Id == told.Id || (other.IsNews && other.ProductId == told.ProductId && other.Kind == told.Kind);
}
