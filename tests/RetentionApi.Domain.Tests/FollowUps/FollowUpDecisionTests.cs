using NodaTime;
using RetentionApi.Domain.FollowUps;
using static RetentionApi.Domain.Tests.FollowUps.OneDuty;

namespace RetentionApi.Domain.Tests.FollowUps;

/// <summary>What staff make of a duty: theirs for a while, skipped, and what is over.</summary>
public sealed class FollowUpDecisionTests
{
    [Fact]
    public void A_claim_keeps_colleagues_out_until_it_lapses()
    {
        var followUp = Check();
        followUp.BecomeDue(Due);
        followUp.Claim(Ann, Due);

        followUp.Claim(Bob, Due).Error!.Code.Should().Be("follow_up.claimed_by_other");
        followUp.Complete(FollowUpOutcome.NoAnswer, [], Bob, Due, Due).Error!.Code.Should().Be("follow_up.claimed_by_other");
        followUp.LapseClaim(Due + Duration.FromHours(4) - Duration.Epsilon, Duration.FromHours(4)).Error!.Code.Should().Be("follow_up.claim_holds");
        followUp.LapseClaim(Due + Duration.FromHours(4), Duration.FromHours(4)).IsOk.Should().BeTrue();

        followUp.Status.Should().Be(FollowUpStatus.Due);
        followUp.Claim(Bob, Due + Duration.FromHours(4)).IsOk.Should().BeTrue();
    }

    [Fact]
    public void A_missed_duty_can_be_claimed_and_is_missed_again_when_the_claim_lapses()
    {
        var followUp = Check();
        followUp.Miss(Deadline);
        followUp.Claim(Ann, Deadline).IsOk.Should().BeTrue();

        followUp.LapseClaim(Deadline + Duration.FromHours(4), Duration.FromHours(4));

        followUp.Status.Should().Be(FollowUpStatus.Missed);
    }

    [Fact]
    public void What_is_not_due_is_not_claimed() => Check().Claim(Ann, Created).Error!.Code.Should().Be("follow_up.not_due");

    [Fact]
    public void A_skip_needs_a_reason()
    {
        var followUp = Check();

        followUp.Skip(" ", false, Ann, Due).Error!.Code.Should().Be("follow_up.reason_required");
        followUp.Skip("spoke to her in the shop", false, Ann, Due).IsOk.Should().BeTrue();

        followUp.Status.Should().Be(FollowUpStatus.Skipped);
        followUp.SkipReason.Should().Be("spoke to her in the shop");
    }

    [Fact]
    public void What_is_cancelled_stays_so()
    {
        var followUp = Check();
        followUp.Cancel(CancellationCause.NoContact, Due);

        Answer(followUp, Due).Error!.Code.Should().Be("follow_up.already_cancelled");
        followUp.Skip("no", false, Ann, Due).Error!.Code.Should().Be("follow_up.already_cancelled");
        followUp.Miss(Deadline).Error!.Code.Should().Be("follow_up.already_cancelled");
        followUp.Cancellation.Should().Be(CancellationCause.NoContact);
    }

    [Fact]
    public void Each_decision_raises_the_version_and_a_refused_one_does_not()
    {
        var followUp = Check();
        followUp.BecomeDue(Due);
        followUp.Claim(Ann, Due);
        followUp.Snooze(Deadline + Duration.FromDays(1), Ann, Due);

        followUp.Version.Should().Be(3);
    }
}
