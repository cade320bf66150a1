using NodaTime;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.FollowUps;
using static RetentionApi.Domain.Tests.FollowUps.Facts;

namespace RetentionApi.Domain.Tests.FollowUps;

/// <summary>When a duty may be said to have been done.</summary>
public sealed class ActedAtTests
{
    [Fact]
    public void Nothing_was_done_before_it_was_known_and_due()
    {
        Act(Check(created: 2, due: 9), 1.9).Error!.Code.Should().Be("follow_up.acted_too_early");
        Act(Check(created: 2, due: 9), 2).IsOk.Should().BeTrue("what was done early is done");
    }

    [Fact]
    public void What_was_told_late_may_have_been_done_from_its_day_on()
    {
        Act(Check(created: 12, due: 9), 8.9).Error!.Code.Should().Be("follow_up.acted_too_early");
        Act(Check(created: 12, due: 9), 10).IsOk.Should().BeTrue();
    }

    [Fact]
    public void A_check_is_not_answered_before_anything_was_delivered()
    {
        Act(Check(created: 0, due: 9), 1.9, delivered: 2).Error!.Code.Should().Be("follow_up.not_delivered");
        Act(Check(created: 0, due: 9), 2, delivered: 2).IsOk.Should().BeTrue();
    }

    private static Result<FollowUp> Act(FollowUp check, double at, double? delivered = null) =>
        check.Complete(FollowUpOutcome.NoAnswer, [], by: null, Day(at), Day(20), delivered is { } day ? Day(day) : null);

    private static FollowUp Check(double created, double due) => new()
    {
        MerchantId = Guid.Empty,
        Id = Id(1),
        CustomerId = Id(1),
        Kind = FollowUpKind.QualityCheck,
        Cause = FactKey.Customer(Id(1)),
        Step = 1,
        PolicyVersion = 1,
        CreatedAt = Day(created),
        DueAt = Day(due),
        Deadline = Day(due) + Duration.FromDays(7),
        Channel = ContactChannel.Staff,
    };
}
