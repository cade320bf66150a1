using NodaTime;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.FollowUps;

namespace RetentionApi.Domain.Tests.FollowUps;

/// <summary>One duty as it was opened: due after a week, with a week's time.</summary>
internal static class OneDuty
{
    public static readonly Instant Created = Instant.FromUtc(2026, 3, 2, 9, 0), Due = Created + Duration.FromDays(7), Deadline = Due + Duration.FromDays(7);

    public static readonly Guid Line = Guid.CreateVersion7(), Ann = Guid.CreateVersion7(), Bob = Guid.CreateVersion7();

    public static FollowUp Check() => Open(FollowUpKind.QualityCheck, "customer:1");

    public static FollowUp Open(FollowUpKind kind, string cause) => new()
    {
        MerchantId = Guid.Empty,
        Id = Guid.CreateVersion7(),
        CustomerId = Guid.Empty,
        Kind = kind,
        Cause = cause,
        Step = 1,
        PolicyVersion = 1,
        CreatedAt = Created,
        DueAt = Due,
        Deadline = Deadline,
        Channel = ContactChannel.Staff,
        OrderLineIds = [Line],
    };

    /// <param name="answers">Absent: five stars for its line.</param>
    public static Result<FollowUp> Answer(FollowUp followUp, Instant at, params LineAnswer[] answers) =>
        followUp.Complete(FollowUpOutcome.Answered, answers.Length > 0 ? answers : [new LineAnswer(Line, 5, null)], null, at, at);
}
