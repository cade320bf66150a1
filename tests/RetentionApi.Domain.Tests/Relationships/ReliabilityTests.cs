using RetentionApi.Domain.FollowUps;
using RetentionApi.Domain.Merchants;
using RetentionApi.Domain.Relationships;

namespace RetentionApi.Domain.Tests.Relationships;

public sealed class ReliabilityTests
{
    [Theory]
    [InlineData(0, 0, null, 0)]
    [InlineData(1, 0, 67, .33)]
    [InlineData(0, 1, 25, .33)]
    [InlineData(10, 1, 79, .85)]
    public void The_same_arithmetic_as_trust(int kept, int failed, int? number, double certainty)
    {
        var reliability = Reliability.Of([new DutyTally(ReliabilityMeasure.Promises, kept, failed, 0, kept, failed)], Policy.Default.Trust);

        reliability.Number.Should().Be(number);
        reliability.Certainty.Should().BeApproximately(certainty, 0.005);
    }

    [Fact]
    public void What_moved_it_most_comes_first_and_one_measure_is_one_line()
    {
        var reliability = Reliability.Of(
            [Tally(FollowUpKind.QualityCheck, inTime: 3), Tally(FollowUpKind.Warranty, failed: 1), Tally(FollowUpKind.Answer, failed: 4), Tally(FollowUpKind.RegularVisit, inTime: 1)], Policy.Default.Trust);

        reliability.Measures.Select(m => (m.Measure, m.Kept, m.Failed)).Should().Equal((ReliabilityMeasure.Answers, 0, 4), (ReliabilityMeasure.Checks, 4, 1));
    }

    [Fact]
    public void A_skipped_promise_is_broken_and_a_skipped_check_neither_for_nor_against()
    {
        Tally(FollowUpKind.Promise, skipped: 2).Should().Match<DutyTally>(t => t.Failed == 2 && t.Skipped == 0 && t.Negative == 2);
        Tally(FollowUpKind.QualityCheck, skipped: 2).Should().Match<DutyTally>(t => t.Failed == 0 && t.Skipped == 2 && t.Negative == 0);
    }

    [Fact]
    public void The_steps_of_a_case_speak_only_against_it() =>
        Tally(FollowUpKind.CaseStep, inTime: 5, failed: 1).Should().Match<DutyTally>(t => t.Kept == 0 && t.Failed == 1 && t.Positive == 0 && t.Negative == 1);

    [Theory]
    [InlineData(FollowUpKind.Repair)]
    [InlineData(FollowUpKind.RiskReminder)]
    [InlineData(FollowUpKind.WinBack)]
    [InlineData(FollowUpKind.Replenish)]
    [InlineData(FollowUpKind.BestValue)]
    [InlineData(FollowUpKind.AskSuggestions)]
    [InlineData(FollowUpKind.Improvement)]
    public void What_nobody_saw_or_was_promised_is_no_measure_nor_what_only_offers_something(FollowUpKind kind) => Reliability.MeasureOf(kind, isOfEnquiry: false).Should().BeNull();

    [Theory]
    [InlineData(FollowUpKind.Welcome)]
    [InlineData(FollowUpKind.OrderFacts)]
    [InlineData(FollowUpKind.NewsAskedFor)]
    [InlineData(FollowUpKind.BatchAlert)]
    public void What_they_are_to_be_told_is_one_measure_whether_they_asked_or_not(FollowUpKind kind) =>
        new[] { true, false }.Select(isOfEnquiry => Reliability.MeasureOf(kind, isOfEnquiry)).Should().AllBeEquivalentTo(ReliabilityMeasure.News);

    [Fact]
    public void Advice_that_was_asked_for_is_an_answer_owed() =>
        Reliability.Tally(FollowUpKind.BestValue, isOfEnquiry: true, new DutyCounts(1, 2, 0, 1, 2, 0)).Should().Be(new DutyTally(ReliabilityMeasure.Answers, 1, 2, 0, 1, 2));

    private static DutyTally Tally(FollowUpKind kind, long inTime = 0, long failed = 0, long skipped = 0) =>
        Reliability.Tally(kind, isOfEnquiry: false, new DutyCounts(inTime, failed, skipped, inTime, failed, skipped))!.Value;
}
