using RetentionApi.Domain.FollowUps;
using RetentionApi.Domain.Relationships;
using static RetentionApi.Domain.Tests.FollowUps.Facts;

namespace RetentionApi.Domain.Tests.FollowUps;

/// <summary>Regular visits, repairs and reminders.</summary>
public sealed class StandingDutyTests
{
    [Fact]
    public void A_buyer_who_answered_nothing_for_half_a_year_is_visited()
    {
        var visit = Ledger.Of(Customer(Order(1, 0, [Cup])), 0)[FollowUpKind.RegularVisit];

        (visit.DueAt, visit.Deadline).Should().Be((Day(180), Day(194)));
    }

    [Fact]
    public void An_answer_to_a_check_puts_the_visit_off()
    {
        var customer = Customer(Order(1, 0, [Cup], delivered: 2));
        var ledger = Ledger.Of(customer, 2);

        ledger.Answer(ledger[FollowUpKind.QualityCheck], 12, 5).Derive(customer, 12);

        ledger.Open(FollowUpKind.RegularVisit).Should().ContainSingle().Which.DueAt.Should().Be(Day(192));
    }

    [Fact]
    public void An_unanswered_visit_is_followed_by_the_next_after_half_a_year_while_they_order()
    {
        var customer = Customer(Order(1, 0, [Cup]), Order(2, 100, [Cup]));
        var ledger = Ledger.Of(Customer(Order(1, 0, [Cup])), 0).Derive(customer, 100);

        ledger.Ask(ledger[FollowUpKind.RegularVisit], 181).Derive(customer, 181);

        ledger[FollowUpKind.RegularVisit].DueAt.Should().Be(Day(361));
        ledger[FollowUpKind.RegularVisit].Cause.Should().EndWith("#2");
    }

    [Fact]
    public void Who_has_not_ordered_for_a_year_is_visited_no_more()
    {
        var customer = Customer(Order(1, 0, [Cup]));
        var ledger = Ledger.Of(customer, 0);
        ledger.Answer(ledger[FollowUpKind.RegularVisit], 190).Derive(customer, 190);

        ledger.Open(FollowUpKind.RegularVisit).Should().BeEmpty();
    }

    [Fact]
    public void A_lapsing_level_owes_one_repair_within_five_business_days()
    {
        var ledger = Ledger.Of(Customer(), 0);
        ledger.Apply(Repair(ledger, Level.Proactive, 1), 1);
        ledger.Apply(Repair(ledger, Level.Proactive, 1), 2);

        var repair = ledger.All(FollowUpKind.Repair).Should().ContainSingle().Subject;
        (repair.Level, repair.Deadline).Should().Be((Level.Proactive, Day(8)));
    }

    [Fact]
    public void A_repair_ends_when_the_level_has_recovered()
    {
        var ledger = Ledger.Of(Customer(), 0);
        ledger.Apply(Repair(ledger, Level.Proactive, 1), 1);

        ledger.Apply(Repair(ledger, null, 1), 2);

        ledger[FollowUpKind.Repair].Cancellation.Should().Be(CancellationCause.Stopped);
    }

    [Fact]
    public void A_risk_that_became_high_makes_one_reminder_within_three_business_days_and_an_order_ends_it()
    {
        var ledger = Ledger.Of(Customer(), 0);
        ledger.Apply(StandingDuties.RiskReminder(Customer(), ledger.FollowUps, Day(1), Rules, Day(2)), 2);
        StandingDuties.RiskReminder(Customer(), ledger.FollowUps, Day(1), Rules, Day(3)).IsEmpty.Should().BeTrue();
        ledger[FollowUpKind.RiskReminder].Deadline.Should().Be(Day(7));

        ledger.Derive(Customer(Order(1, 3, [Cup])), 3);

        ledger[FollowUpKind.RiskReminder].Cancellation.Should().Be(CancellationCause.Stopped);
    }

    [Fact]
    public void Duties_from_level_and_risk_do_not_arise_after_an_objection_to_profiling()
    {
        var objecting = Customer() with { HasObjectedToProfiling = true };

        StandingDuties.RiskReminder(objecting, [], Day(1), Rules, Day(1)).IsEmpty.Should().BeTrue();
        StandingDuties.Repair(objecting, [], Level.Responsible, Day(1), Rules, Day(1)).IsEmpty.Should().BeTrue();
    }

    [Theory]
    [InlineData(FollowUpKind.Repair)]
    [InlineData(FollowUpKind.RiskReminder)]
    [InlineData(FollowUpKind.WinBack)]
    public void What_the_customer_neither_saw_nor_was_promised_leaves_no_evidence_done_refused_or_missed(FollowUpKind kind)
    {
        var welcomedElsewhere = Customer() with { FirstContactAt = Day(-10) };
        foreach (var act in new Action<Ledger, FollowUp>[] { (ledger, f) => ledger.Answer(f, 1), (ledger, f) => ledger.Ask(f, 4), (ledger, f) => ledger.Decline(f, 1), (_, _) => { } })
        {
            var ledger = new Ledger().Add(Duty(kind, $"customer:{Id(1)}", due: 0, deadline: 3));
            act(ledger, ledger[kind]);

            ledger.Derive(welcomedElsewhere, 30).Evidence.Should().BeEmpty();
        }
    }

    private static DutyChanges Repair(Ledger ledger, Level? lapsing, double since) =>
        StandingDuties.Repair(Customer(), ledger.FollowUps, lapsing, Day(since), Rules, Day(since + 1));
}
