using RetentionApi.Domain.FollowUps;
using static RetentionApi.Domain.Tests.FollowUps.OneDuty;

namespace RetentionApi.Domain.Tests.FollowUps;

/// <summary>Duties whose content lives in something else.</summary>
public sealed class FollowUpSubjectTests
{
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
}
