using NodaTime;
using RetentionApi.Domain.FollowUps;
using static RetentionApi.Domain.Tests.FollowUps.OneDuty;

namespace RetentionApi.Domain.Tests.FollowUps;

/// <summary>What time makes of a duty: due, missed, put off.</summary>
public sealed class FollowUpClockTests
{
    [Fact]
    public void A_scheduled_duty_becomes_due_at_its_time_and_not_before()
    {
        var followUp = Check();

        followUp.BecomeDue(Due - Duration.Epsilon).Error!.Code.Should().Be("follow_up.not_scheduled");
        followUp.BecomeDue(Due).IsOk.Should().BeTrue();

        followUp.Status.Should().Be(FollowUpStatus.Due);
    }

    [Fact]
    public void Missed_is_not_an_end_and_a_late_act_keeps_the_miss()
    {
        var followUp = Check();
        followUp.Miss(Deadline + Duration.FromHours(1)).IsOk.Should().BeTrue();
        followUp.IsEnded.Should().BeFalse();

        Answer(followUp, Deadline + Duration.FromDays(2)).IsOk.Should().BeTrue();

        followUp.Status.Should().Be(FollowUpStatus.Done);
        followUp.MissedAt.Should().Be(Deadline);
        followUp.IsDoneInTime.Should().BeFalse();
    }

    [Fact]
    public void A_late_act_is_a_miss_even_if_no_job_marked_it()
    {
        var followUp = Check();

        Answer(followUp, Deadline + Duration.FromMinutes(1));

        followUp.MissedAt.Should().Be(Deadline);
    }

    [Fact]
    public void In_time_is_measured_at_the_act_and_not_at_its_report()
    {
        var followUp = Check();
        followUp.Miss(Deadline);

        followUp.Complete(FollowUpOutcome.NoAnswer, [], Ann, Deadline - Duration.FromMinutes(1), Deadline + Duration.FromHours(3));

        followUp.IsDoneInTime.Should().BeTrue();
    }

    [Fact]
    public void An_act_in_the_future_is_refused() =>
        Check().Complete(FollowUpOutcome.NoAnswer, [], Ann, Due + Duration.FromHours(1), Due).Error!.Code.Should().Be("follow_up.acted_in_future");

    [Fact]
    public void A_snooze_never_passes_the_deadline()
    {
        var followUp = Check();

        followUp.Snooze(Deadline + Duration.Epsilon, Ann, Due).Error!.Code.Should().Be("follow_up.snoozed_past_deadline");
        followUp.Snooze(Deadline, Ann, Due).IsOk.Should().BeTrue();

        followUp.Status.Should().Be(FollowUpStatus.Scheduled);
        followUp.DueAt.Should().Be(Deadline);
        followUp.Deadline.Should().Be(Deadline);
    }

    [Fact]
    public void A_hold_moves_the_deadline_by_the_held_time_and_is_on_record()
    {
        var followUp = Check();
        followUp.BecomeDue(Due);

        followUp.Hold(Due + Duration.FromHours(11), Due);

        followUp.Deadline.Should().Be(Deadline + Duration.FromHours(11));
        followUp.HeldFor.Should().Be(Duration.FromHours(11));
        followUp.Status.Should().Be(FollowUpStatus.Scheduled);
    }

    [Fact]
    public void A_missed_check_leaves_the_list_after_thirty_days_and_an_enquiry_never()
    {
        var check = Check();
        var answer = Open(FollowUpKind.Answer, "interaction:1");
        check.Miss(Deadline);
        answer.Miss(Deadline);

        check.LeavesListAt(Duration.FromDays(30)).Should().Be(Deadline + Duration.FromDays(30));
        answer.LeavesListAt(Duration.FromDays(30)).Should().BeNull();
    }
}
