using RetentionApi.Domain.FollowUps;
using RetentionApi.Domain.Relationships;
using static RetentionApi.Domain.Tests.Relationships.Given;

namespace RetentionApi.Domain.Tests.Relationships;

public sealed class RungTests
{
    [Fact]
    public void A_missed_welcome_bars_nothing_and_is_made_good_by_a_late_one()
    {
        var facts = Facts(Row(EvidenceKind.WelcomeMissed, 1), Check(7, done: 8, answered: 8), Duty(FollowUpKind.Welcome, 0, 1, done: 20));

        facts.RungOn(Level.Basic, 10).State.Should().Be(RungState.Unmet);
        facts.On(10).Level.Should().Be(Level.Responsible);
        facts.RungOn(Level.Basic, 20).State.Should().Be(RungState.Met);
    }

    [Theory]
    [InlineData(EvidenceKind.EnquiryAnswered)]
    [InlineData(EvidenceKind.ProactiveWelcomed)]
    public void Rung_2_is_met_for_180_days(EvidenceKind kind)
    {
        var facts = Facts(Row(kind, 0));

        facts.RungOn(Level.Proactive, 179.9).State.Should().Be(RungState.Met);
        facts.RungOn(Level.Proactive, 0).Until.Should().Be(Day(180));
        facts.RungOn(Level.Proactive, 180).State.Should().Be(RungState.NotYet);
    }

    [Theory]
    [InlineData(2, RungState.NotYet)] // before the deadline nothing fails
    [InlineData(3, RungState.Unmet)]
    [InlineData(8, RungState.Unmet)]
    [InlineData(9, RungState.NotYet)] // answered
    public void Rung_2_fails_while_an_enquiry_is_open_past_its_deadline(double day, RungState state) =>
        Facts(Duty(FollowUpKind.Answer, 1, 3, done: 9)).RungOn(Level.Proactive, day).State.Should().Be(state);

    [Fact]
    public void A_closed_enquiry_fails_no_longer()
    {
        var duty = Duty(FollowUpKind.Answer, 1, 3);

        Facts(duty with { Skipped = At(5) }).RungOn(Level.Proactive, 5).State.Should().Be(RungState.NotYet);
        Facts(duty with { Cancelled = At(2) }).RungOn(Level.Proactive, 4).State.Should().Be(RungState.NotYet);
    }

    [Fact]
    public void An_enquiry_whose_clock_stands_still_fails_nothing() =>
        Facts(Duty(FollowUpKind.Answer, 1, deadline: null)).RungOn(Level.Proactive, 100).State.Should().Be(RungState.NotYet);

    [Fact]
    public void A_request_for_advice_past_its_deadline_fails_rungs_2_and_3()
    {
        var asked = Facts(Duty(FollowUpKind.BestValue, 0, 1) with { IsEnquiry = true });

        asked.On(2).Rungs.Select(r => r.State).Should().Equal(RungState.NotYet, RungState.Unmet, RungState.Unmet, RungState.NotYet, RungState.NotYet);
    }

    [Fact]
    public void Advice_nobody_asked_for_fails_no_rung() =>
        Facts(Duty(FollowUpKind.BestValue, 0, 1)).On(2).Rungs.Should().OnlyContain(r => r.State == RungState.NotYet);

    [Fact]
    public void Rung_3_is_met_by_advice_taken_for_365_days_or_until_it_is_regretted()
    {
        var taken = Row(EvidenceKind.AdviceTaken, 0);

        Facts(taken).RungOn(Level.Cooperative, 10).Until.Should().Be(Day(365));
        Facts(taken, Row(EvidenceKind.AdviceRegretted, 20)).RungOn(Level.Cooperative, 20).State.Should().Be(RungState.NotYet);
        Facts(taken, Row(EvidenceKind.AdviceRegretted, -1)).RungOn(Level.Cooperative, 20).State.Should().Be(RungState.Met);
    }

    [Fact]
    public void Advice_about_another_product_is_not_regretted_with_it()
    {
        var taken = Row(EvidenceKind.AdviceTaken, 0) with { ProductId = Id(1) };
        var regretted = Row(EvidenceKind.AdviceRegretted, 5) with { ProductId = Id(2) };

        Facts(taken, regretted).RungOn(Level.Cooperative, 6).State.Should().Be(RungState.Met);
    }

    [Fact]
    public void Rung_4_is_met_for_365_days_by_an_answered_check_even_where_the_answer_came_after_its_end()
    {
        var facts = Facts(Check(0, done: 1, answered: 12));

        facts.RungOn(Level.Responsible, 11).State.Should().Be(RungState.NotYet);
        facts.RungOn(Level.Responsible, 12).Should().Match<Rung>(r => r.State == RungState.Met && r.Until == Day(377));
    }

    [Theory]
    [InlineData(FollowUpKind.RegularVisit)]
    [InlineData(FollowUpKind.Warranty)]
    public void Visits_and_warranty_duties_do_not_meet_rung_4_and_fail_it_when_missed(FollowUpKind kind)
    {
        Facts(Duty(kind, 0, 7, done: 1, answered: 1)).RungOn(Level.Responsible, 2).State.Should().Be(RungState.NotYet);
        Facts(Duty(kind, 0, 7)).RungOn(Level.Responsible, 7).State.Should().Be(RungState.Unmet);
    }

    [Fact]
    public void Rung_4_fails_while_a_case_step_is_past_its_deadline()
    {
        var facts = Facts(Duty(FollowUpKind.CaseStep, 0, 1, done: 4));

        facts.RungOn(Level.Responsible, 3).Because.Code.Should().Be("rung.caseOverdue");
        facts.RungOn(Level.Responsible, 4).State.Should().Be(RungState.NotYet);
    }

    [Fact]
    public void A_broken_promise_fails_rung_4_for_90_days_or_until_it_is_repaired()
    {
        var broken = Row(EvidenceKind.PromiseBroken, 0, "promise:1");

        Facts(broken).RungOn(Level.Responsible, 89).State.Should().Be(RungState.Unmet);
        Facts(broken).RungOn(Level.Responsible, 90).State.Should().Be(RungState.NotYet);
        Facts(broken, Row(EvidenceKind.BreachRepaired, 12, "promise:1")).RungOn(Level.Responsible, 12).State.Should().Be(RungState.NotYet);
        Facts(broken, Row(EvidenceKind.BreachRepaired, 12, "promise:2")).RungOn(Level.Responsible, 12).State.Should().Be(RungState.Unmet);
    }

    [Fact]
    public void Two_of_the_latest_five_checks_missed_fail_rung_4_though_done_late()
    {
        var facts = Facts(Check(0, done: 10, answered: 10), Check(100, done: 110, answered: 110), Check(200, done: 201), Check(300, done: 301), Check(400, done: 401), Check(500, done: 501));

        facts.RungOn(Level.Responsible, 110).Because.Code.Should().Be("rung.checksMissed");
        facts.RungOn(Level.Responsible, 402).State.Should().Be(RungState.Unmet);
        facts.RungOn(Level.Responsible, 502).State.Should().Be(RungState.NotYet, "of the latest five only one was missed");
    }

    [Fact]
    public void A_cancelled_check_is_in_no_measure()
    {
        var missed = Check(0);

        Facts(missed with { Cancelled = At(20) }).RungOn(Level.Responsible, 20).State.Should().Be(RungState.NotYet);
        Facts(missed with { Cancelled = At(3) }).RungOn(Level.Responsible, 20).State.Should().Be(RungState.NotYet);
    }

    [Fact]
    public void A_missed_check_that_was_skipped_is_still_not_done() =>
        Facts(Check(0) with { Skipped = At(20) }).RungOn(Level.Responsible, 30).State.Should().Be(RungState.Unmet);

    [Fact]
    public void A_check_skipped_in_time_was_not_missed() =>
        Facts(Check(0) with { Skipped = At(3) }).RungOn(Level.Responsible, 30).State.Should().Be(RungState.NotYet);

    [Fact]
    public void A_check_done_at_its_very_deadline_was_not_missed() =>
        Facts(Check(0, done: 7), Check(60, done: 70)).RungOn(Level.Responsible, 70).State.Should().Be(RungState.NotYet, "one of the latest five was missed, not two");

    [Fact]
    public void Of_several_repairs_the_first_counts_in_whatever_order_they_came()
    {
        var (broken, first, second) = (Row(EvidenceKind.PromiseBroken, 0, "promise:1"), Row(EvidenceKind.BreachRepaired, 12, "promise:1"), Row(EvidenceKind.BreachRepaired, 50, "promise:1#2"));

        Facts(second, first, broken).RungOn(Level.Responsible, 60).State.Should().Be(RungState.NotYet);
        Facts(second, first, broken).On(60).History.Should().BeEmpty();
        Facts(second, first, broken, Check(-20, -19, -19)).On(60).History.Should().ContainSingle("the bar of 12 days was lifted before any fall");
    }

    [Fact]
    public void The_next_check_done_in_time_ends_the_failure_of_the_one_before() =>
        Facts(Check(0), Check(60, done: 61)).RungOn(Level.Responsible, 61).State.Should().Be(RungState.NotYet);

    [Fact]
    public void Rung_5_needs_a_decided_suggestion_of_which_the_customer_was_told_and_rung_4()
    {
        var suggestion = new SuggestionRecord(Id(1), At(1), At(5), At(6));

        Facts(suggestion).RungOn(Level.Interactive, 7).Because.Code.Should().Be("rung.suggestionWithoutCheck");
        Facts(suggestion with { Told = null }, Check(0, 1, 1)).RungOn(Level.Interactive, 7).State.Should().Be(RungState.NotYet);
        Facts(suggestion with { RepliedInTime = null }, Check(0, 1, 1)).RungOn(Level.Interactive, 7).State.Should().Be(RungState.NotYet);
        Facts(suggestion, Check(0, 1, 1)).On(7).Level.Should().Be(Level.Interactive);
    }

    [Fact]
    public void Rung_5_fails_while_a_suggestion_is_open_past_its_deadline()
    {
        var facts = Facts(new SuggestionRecord(Id(1), At(1), At(5), At(6)), Check(0, 1, 1), Duty(FollowUpKind.SuggestionReply, 40, 43));

        facts.On(44).Should().Match<Assessment>(a => a.RawLevel == Level.Responsible && a.Level == Level.Interactive);
    }
}
