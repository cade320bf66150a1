using NodaTime;
using RetentionApi.Domain.Cases;
using RetentionApi.Domain.FollowUps;
using RetentionApi.Domain.Merchants;
using static RetentionApi.Domain.Tests.FollowUps.Facts;

namespace RetentionApi.Domain.Tests.Cases;

public sealed class CaseTests
{
    /// <summary>Monday, ten in the morning; the shop is open from 9 to 18.</summary>
    private readonly OneCase one = new(Day(0));

    [Theory]
    [InlineData(CaseStatus.Received, 1, 1)]
    [InlineData(CaseStatus.Acknowledged, 2, 8)]
    [InlineData(CaseStatus.Investigating, 3, 16)]
    [InlineData(CaseStatus.Proposed, 4, 24)]
    public void Each_state_owes_one_step_until_its_deadline_in_business_hours_from_receipt(CaseStatus status, int step, int hours)
    {
        if (status > CaseStatus.Received)
            one.After(Duration.FromMinutes(10)).MoveTo(status);

        (one.Step!.Step, one.Calendar.Elapsed(Day(0), one.Step.Deadline)).Should().Be((step, Duration.FromHours(hours)));
        one.Calendar.Elapsed(Day(0), one.Step.WarnAt!.Value).Should().Be(Duration.FromHours(hours) * 0.8);
    }

    [Fact]
    public void Straight_from_receipt_to_resolved_ends_the_one_duty_there_was()
    {
        one.After(Duration.FromMinutes(30)).MoveTo(CaseStatus.Resolved).IsOk.Should().BeTrue();

        one.Steps.Select(s => (s.Step, s.Status)).Should().Equal((1, FollowUpStatus.Done), (5, FollowUpStatus.Due));
        one.Step!.Deadline.Should().Be(one.Now + Duration.FromDays(7));
    }

    [Fact]
    public void Whether_it_is_solved_is_asked_within_seven_days()
    {
        one.After(Duration.FromHours(3)).MoveTo(CaseStatus.Resolved);

        one.Step!.Deadline.Should().Be(one.Now + Duration.FromDays(7));
    }

    [Fact]
    public void It_only_goes_forward()
    {
        one.MoveTo(CaseStatus.Proposed);

        one.MoveTo(CaseStatus.Acknowledged).Error.Should().Be(CaseErrors.NotForward);
        one.MoveTo(CaseStatus.Proposed).Error.Should().Be(CaseErrors.NotForward);
        one.MoveTo(CaseStatus.Closed).Error.Should().Be(CaseErrors.NotForward);
        one.Revisit(RevisitOutcome.Solved).Error.Should().Be(CaseErrors.NotResolved);
    }

    [Fact]
    public void Solved_at_the_revisit_closes_it_confirmed()
    {
        one.MoveTo(CaseStatus.Resolved);

        one.After(Duration.FromDays(2)).Revisit(RevisitOutcome.Solved);

        (one.Case.Status, one.Case.Outcome, one.Step).Should().Be((CaseStatus.Closed, CaseOutcome.Confirmed, null));
        one.MoveTo(CaseStatus.Resolved).Error.Should().Be(CaseErrors.Closed);
        one.Revisit(RevisitOutcome.NotSolved).Error.Should().Be(CaseErrors.Closed);
    }

    [Fact]
    public void Not_solved_begins_it_anew_with_a_fresh_clock()
    {
        one.MoveTo(CaseStatus.Resolved);

        one.After(Duration.FromDays(1)).Revisit(RevisitOutcome.NotSolved);

        (one.Case.Status, one.Case.Run, one.Step!.Cause, one.Step.Step).Should().Be((CaseStatus.Received, 2, $"case:{one.Case.Id}#2", 1));
        one.Step.Deadline.Should().Be(one.Now + Duration.FromHours(1));
    }

    [Fact]
    public void Two_tries_without_answer_a_week_apart_close_it_unconfirmed()
    {
        one.MoveTo(CaseStatus.Resolved);
        one.After(Duration.FromDays(1)).Revisit(RevisitOutcome.NoAnswer);
        one.Case.Status.Should().Be(CaseStatus.Revisited);

        one.After(Duration.FromDays(6)).Revisit(RevisitOutcome.NoAnswer).Error.Should().Be(CaseErrors.TriedLately);
        one.After(Duration.FromDays(1)).Revisit(RevisitOutcome.NoAnswer);

        (one.Case.Status, one.Case.Outcome, one.Step).Should().Be((CaseStatus.Closed, CaseOutcome.Unconfirmed, null));
        one.After(Duration.FromDays(30)).Revisit(RevisitOutcome.Solved);
        one.Case.Outcome.Should().Be(CaseOutcome.Confirmed);
    }

    [Fact]
    public void While_the_customer_is_waited_for_no_deadline_runs()
    {
        one.After(Duration.FromMinutes(20)).Wait();

        one.After(Duration.FromDays(3));
        one.Step!.Miss(one.Now).IsOk.Should().BeFalse();
        one.Wait().Error.Should().Be(CaseErrors.AlreadyWaiting);
        one.Resume();

        one.Step.Deadline.Should().Be(one.Now + Duration.FromMinutes(40));
        one.Resume().Error.Should().Be(CaseErrors.NotWaiting);
    }

    [Fact]
    public void A_step_that_was_missed_before_the_wait_stays_missed()
    {
        one.After(Duration.FromHours(2)).Wait();

        one.Step!.MissedAt.Should().Be(Day(0) + Duration.FromHours(1));
        one.After(Duration.FromHours(1)).MoveTo(CaseStatus.Acknowledged);
        one.Steps[0].MissedAt.Should().NotBeNull();
        one.Step!.PausedFor.Should().Be(Duration.FromHours(1));
    }

    [Fact]
    public void Nobody_is_waited_for_once_it_is_resolved()
    {
        one.MoveTo(CaseStatus.Resolved);

        one.Wait().Error.Should().Be(CaseErrors.CannotWait);
    }

    [Fact]
    public void Where_one_try_is_enough_the_first_without_an_answer_closes_it()
    {
        var once = new OneCase(Day(0), policy: new CasePolicy { RevisitTries = 1 });
        once.MoveTo(CaseStatus.Resolved);

        once.Revisit(RevisitOutcome.NoAnswer).Value.Should().BeNull();

        (once.Case.Status, once.Case.Outcome, once.Case.RevisitedAt, once.Step).Should().Be((CaseStatus.Closed, CaseOutcome.Unconfirmed, Day(0), null));
    }

    [Fact]
    public void A_manager_closes_it_undone_with_the_reason()
    {
        one.Case.CloseUndone("A prank.", one.Now);

        (one.Case.Status, one.Case.Outcome, one.Case.CloseReason).Should().Be((CaseStatus.Closed, CaseOutcome.Unconfirmed, "A prank."));
        one.Revisit(RevisitOutcome.NotSolved).Error.Should().Be(CaseErrors.Closed);
    }

    [Fact]
    public void What_was_told_after_its_first_deadline_starts_its_clock_when_it_is_known()
    {
        var what = new NewCase(Guid.Empty, Id(9), Id(1), Day(0), CaseTopic.Delivery, CaseSeverity.Severe, []);

        var (_, step) = Case.Open(what, Rules, Day(1));

        step.Deadline.Should().Be(Day(1) + Duration.FromHours(1));
    }
}
