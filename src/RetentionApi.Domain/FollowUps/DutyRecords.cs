using RetentionApi.Domain.Customers;
using RetentionApi.Domain.Relationships;

namespace RetentionApi.Domain.FollowUps;

public static class DutyRecords
{
    /// <summary>What levels need to know of a customer's duties. One about lines none of whose orders stands any more says nothing.</summary>
    public static IReadOnlyCollection<DutyRecord> ToDutyRecords(this IEnumerable<FollowUp> followUps, CustomerRecord record)
    {
        var standing = record.Orders.Where(o => o.IsStanding).SelectMany(o => o.Lines).Select(line => line.Id).ToHashSet();
        return [.. followUps.Where(f => f.OrderLineIds.Count == 0 || f.OrderLineIds.Any(standing.Contains)).Select(ToDutyRecord)];
    }

    private static DutyRecord ToDutyRecord(FollowUp followUp)
    {
        Learnt? EndedAs(FollowUpStatus status) =>
            followUp.Status == status && followUp.EndedAt is { } recordedAt ? new Learnt(followUp.CompletedAt ?? recordedAt, recordedAt) : null;

        return new DutyRecord
        {
            Id = followUp.Id,
            Kind = followUp.Kind,
            CreatedAt = followUp.CreatedAt,
            Deadline = followUp.IsPaused && followUp.MissedAt is null ? null : followUp.Deadline,
            IsEnquiry = followUp.HasSubject && followUp.Kind is FollowUpKind.Answer or FollowUpKind.BestValue,
            Done = EndedAs(FollowUpStatus.Done),
            Skipped = EndedAs(FollowUpStatus.Skipped),
            Cancelled = EndedAs(FollowUpStatus.Cancelled),
            Answered = followUp is { Outcome: FollowUpOutcome.Answered, AnsweredAt: { } at } ? new Learnt(at, followUp.AnswerRecordedAt ?? at) : null,
        };
    }
}
