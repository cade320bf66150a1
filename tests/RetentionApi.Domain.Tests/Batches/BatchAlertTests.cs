using NodaTime;
using RetentionApi.Domain.Batches;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.FollowUps;

namespace RetentionApi.Domain.Tests.Batches;

public sealed class BatchAlertTests
{
    private static readonly Instant Now = Instant.FromUtc(2026, 3, 2, 2, 0);

    [Fact]
    public void It_is_decided_once()
    {
        var alert = Proposed();

        alert.Confirm(null, " Do not drink it. ", duty: null, null, Now).Value.Should().Match<BatchAlert>(a => a.Status == BatchAlertStatus.Confirmed && a.ToBuyers == "Do not drink it.");

        alert.Dismiss("a mistake", 3, duty: null, null, Now).Error!.Code.Should().Be("batch_alert.decided");
        alert.Confirm(null, null, duty: null, null, Now).Error!.Code.Should().Be("batch_alert.decided");
    }

    [Fact]
    public void Who_dismisses_it_says_why()
    {
        Proposed().Dismiss(" ", 3, duty: null, null, Now).Error.Should().Be(BatchAlertErrors.ReasonRequired);

        Proposed().Dismiss("It rained.", 3, duty: null, null, Now).Value.Should().Match<BatchAlert>(a => a.Status == BatchAlertStatus.Dismissed && a.DismissedDefects == 3 && a.Version == 2);
    }

    [Fact]
    public void The_decision_ends_its_duty_in_time_or_late()
    {
        var (inTime, late) = (Duty(), Duty());

        Proposed().Confirm(null, null, inTime, null, Now).IsOk.Should().BeTrue();
        Proposed().Dismiss("It rained.", 3, late, null, late.Deadline + Duration.FromHours(1)).IsOk.Should().BeTrue();

        (inTime.Status, inTime.IsDoneInTime, late.Status, late.IsDoneInTime).Should().Be((FollowUpStatus.Done, true, FollowUpStatus.Done, false));
    }

    [Fact]
    public void A_refused_decision_leaves_its_duty_owed()
    {
        var duty = Duty();

        Proposed().Dismiss(" ", 3, duty, null, Now).IsOk.Should().BeFalse();

        duty.IsOpen.Should().BeTrue();
    }

    [Fact]
    public void By_hand_it_is_decided_from_the_start() =>
        BatchAlert.ByHand(Guid.Empty, Guid.Empty, "B-1", "recall", null, null, Now).Should().Match<BatchAlert>(a => a.Status == BatchAlertStatus.Confirmed && a.FollowUpId == null);

    private static FollowUp Duty() => new()
    {
        MerchantId = Guid.Empty,
        Id = Ids.New(Now),
        CustomerId = Guid.Empty,
        Kind = FollowUpKind.AlertDecision,
        Cause = "batchAlert:1",
        Step = 1,
        PolicyVersion = 1,
        CreatedAt = Now,
        Status = FollowUpStatus.Due,
        DueAt = Now,
        Deadline = Now + Duration.FromHours(4),
        Channel = ContactChannel.Staff,
    };

    private static BatchAlert Proposed() => new()
    {
        MerchantId = Guid.Empty,
        Id = Ids.New(Now),
        ProductId = Guid.Empty,
        Batch = "B-1",
        Origin = BatchAlertOrigin.ByRule,
        ProposedAt = Now,
    };
}
