using RetentionApi.Domain.Relationships;

namespace RetentionApi.Domain.FollowUps;

public static class DutyRecords
{
    /// <summary>What levels need to know of a duty.</summary>
    public static DutyRecord ToDutyRecord(this FollowUp followUp)
    {
        Learnt? EndedAs(FollowUpStatus status) =>
            followUp.Status == status && followUp.EndedAt is { } recordedAt ? new Learnt(followUp.CompletedAt ?? recordedAt, recordedAt) : null;

        return new DutyRecord
        {
            Id = followUp.Id,
            Kind = followUp.Kind,
            CreatedAt = followUp.CreatedAt,
            Deadline = followUp.Deadline,
            IsEnquiry = followUp.HasSubject && followUp.Kind is FollowUpKind.Answer or FollowUpKind.BestValue,
            Done = EndedAs(FollowUpStatus.Done),
            Skipped = EndedAs(FollowUpStatus.Skipped),
            Cancelled = EndedAs(FollowUpStatus.Cancelled),
            Answered = followUp is { Outcome: FollowUpOutcome.Answered, AnsweredAt: { } at } ? new Learnt(at, followUp.AnswerRecordedAt ?? at) : null,
        };
    }
}
