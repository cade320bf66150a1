using NodaTime;
using RetentionApi.Domain.FollowUps;
using static RetentionApi.Domain.Tests.FollowUps.OneDuty;

namespace RetentionApi.Domain.Tests.FollowUps;

/// <summary>What a customer answers, and when.</summary>
public sealed class FollowUpAnswerTests
{
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
}
