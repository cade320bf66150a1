using NodaTime;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.FollowUps;

namespace RetentionApi.Domain.Tests.FollowUps;

public sealed class FollowUpTests
{
    private static readonly Instant Created = Instant.FromUtc(2026, 3, 2, 9, 0);
    private static readonly Instant Due = Created + Duration.FromDays(7);
    private static readonly Instant Deadline = Due + Duration.FromDays(7);
    private static readonly Guid Line = Guid.CreateVersion7();
    private static readonly Guid Ann = Guid.CreateVersion7();
    private static readonly Guid Bob = Guid.CreateVersion7();

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
    public void An_answer_may_come_after_no_answer_and_leaves_the_act_where_it_was()
    {
        var followUp = Check();
        followUp.Complete(FollowUpOutcome.NoAnswer, [], null, Due, Due);

        Answer(followUp, Deadline + Duration.FromDays(3)).IsOk.Should().BeTrue();

        followUp.Outcome.Should().Be(FollowUpOutcome.Answered);
        followUp.CompletedAt.Should().Be(Due);
        followUp.EndedAt.Should().Be(Due);
        followUp.AnsweredAt.Should().Be(Deadline + Duration.FromDays(3));
        followUp.IsDoneInTime.Should().BeTrue();
    }

    [Fact]
    public void A_duty_that_was_answered_is_not_answered_again()
    {
        var followUp = Check();
        Answer(followUp, Due);

        Answer(followUp, Due + Duration.FromHours(1)).Error!.Code.Should().Be("follow_up.already_done");
    }

    [Fact]
    public void No_answer_twice_is_refused()
    {
        var followUp = Check();
        followUp.Complete(FollowUpOutcome.NoAnswer, [], null, Due, Due);

        followUp.Complete(FollowUpOutcome.NoAnswer, [], null, Due, Due).Error!.Code.Should().Be("follow_up.already_done");
    }

    [Theory]
    [InlineData(0, "follow_up.rating_out_of_range")]
    [InlineData(6, "follow_up.rating_out_of_range")]
    public void A_rating_is_one_to_five(int rating, string code) =>
        Answer(Check(), Due, new LineAnswer(Line, rating, null)).Error!.Code.Should().Be(code);

    [Fact]
    public void Only_the_lines_a_check_asks_about_are_rated()
    {
        var error = Answer(Check(), Due, new LineAnswer(Line, 5, null), new LineAnswer(Guid.CreateVersion7(), 5, null)).Error!;

        error.Code.Should().Be("follow_up.unknown_line");
        error.Fields!.Single().Pointer.Should().Be("/answers/1/orderLineId");
    }

    [Fact]
    public void A_line_is_rated_once() =>
        Answer(Check(), Due, new LineAnswer(Line, 5, null), new LineAnswer(Line, 1, null)).Error!.Code.Should().Be("follow_up.line_twice");

    [Fact]
    public void An_answered_check_needs_a_rating() =>
        Check().Complete(FollowUpOutcome.Answered, [], Ann, Due, Due).Error!.Code.Should().Be("follow_up.answers_required");

    [Fact]
    public void Ratings_belong_to_checks_only()
    {
        var welcome = Open(FollowUpKind.Welcome, "customer:1");

        Answer(welcome, Due).Error!.Code.Should().Be("follow_up.answers_not_asked");
    }

    [Fact]
    public void An_act_in_the_future_is_refused() =>
        Check().Complete(FollowUpOutcome.NoAnswer, [], Ann, Due + Duration.FromHours(1), Due).Error!.Code.Should().Be("follow_up.acted_in_future");

    [Theory]
    [InlineData(FollowUpKind.Answer, "interaction:1")]
    [InlineData(FollowUpKind.BestValue, "interaction:1")]
    [InlineData(FollowUpKind.CaseStep, "case:1")]
    [InlineData(FollowUpKind.Promise, "promise:1")]
    [InlineData(FollowUpKind.SuggestionReply, "suggestion:1")]
    [InlineData(FollowUpKind.Improvement, "review:1")]
    [InlineData(FollowUpKind.AlertDecision, "batchAlert:1")]
    public void A_duty_with_a_subject_ends_through_it(FollowUpKind kind, string cause)
    {
        var followUp = Open(kind, cause);

        followUp.Complete(FollowUpOutcome.Answered, [], Ann, Due, Due).Error!.Code.Should().Be("follow_up.use_subject");
        followUp.EndBySubject(Ann, Due, Due).IsOk.Should().BeTrue();

        followUp.IsDoneInTime.Should().BeTrue();
    }

    [Fact]
    public void Whether_buyers_are_told_is_decided_and_not_skipped() =>
        Open(FollowUpKind.AlertDecision, "batchAlert:1").Skip("No time.", isManager: true, Ann, Due).Error!.Code.Should().Be("follow_up.use_subject");

    [Fact]
    public void A_duty_without_a_subject_cannot_end_through_one()
    {
        var visitedTwice = Open(FollowUpKind.BestValue, "visits:1");

        visitedTwice.EndBySubject(Ann, Due, Due).Error!.Code.Should().Be("follow_up.no_subject");
    }

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
    public void A_missed_check_leaves_the_list_after_thirty_days_and_an_enquiry_never()
    {
        var check = Check();
        var answer = Open(FollowUpKind.Answer, "interaction:1");
        check.Miss(Deadline);
        answer.Miss(Deadline);

        check.LeavesListAt(Duration.FromDays(30)).Should().Be(Deadline + Duration.FromDays(30));
        answer.LeavesListAt(Duration.FromDays(30)).Should().BeNull();
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

    private static Result<FollowUp> Answer(FollowUp followUp, Instant at, params LineAnswer[] answers) =>
        followUp.Complete(FollowUpOutcome.Answered, answers.Length > 0 ? answers : [new LineAnswer(Line, 5, null)], null, at, at);

    private static FollowUp Check() => Open(FollowUpKind.QualityCheck, "customer:1");

    private static FollowUp Open(FollowUpKind kind, string cause) => new()
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
}
