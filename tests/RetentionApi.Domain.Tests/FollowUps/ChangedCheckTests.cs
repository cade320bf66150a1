using RetentionApi.Domain.FollowUps;
using RetentionApi.Domain.Orders;
using RetentionApi.Domain.Relationships;
using static RetentionApi.Domain.Tests.FollowUps.Facts;

namespace RetentionApi.Domain.Tests.FollowUps;

/// <summary>What becomes of a quality check when goods come back, or facts come late or otherwise.</summary>
public sealed class ChangedCheckTests
{
    private static readonly Order First = Order(1, 0, [Kettle], delivered: 2);

    [Fact]
    public void A_returned_line_leaves_every_open_check_and_the_check_ends_when_none_is_kept()
    {
        var order = Order(1, 0, [Kettle, Cup], delivered: 2);
        var ledger = Ledger.Of(Customer(order), 2);

        ledger.Derive(Customer(order.Returned(4, ReturnReason.ChangedMind, 1)), 4);
        ledger.Open(FollowUpKind.QualityCheck).Should().HaveCount(2).And.OnlyContain(f => f.OrderLineIds.Single() == Line(1, 2));
        ledger.Derive(Customer(order.Returned(4, ReturnReason.ChangedMind, 1, 2)), 5);

        ledger.All(FollowUpKind.QualityCheck).Should().OnlyContain(f => f.Cancellation == CancellationCause.Stopped);
    }

    [Fact]
    public void A_check_that_was_stopped_makes_nobody_wait_for_the_next()
    {
        var returned = First.Returned(4, ReturnReason.ChangedMind, 1);
        var ledger = Ledger.Of(Customer(First), 2).Derive(Customer(returned), 4);

        ledger.Derive(Customer(returned, Order(2, 5, [Cup], delivered: 6)), 6);

        ledger.Open(FollowUpKind.QualityCheck).First().DueAt.Should().Be(Day(13));
    }

    [Fact]
    public void A_missed_check_about_goods_that_all_came_back_is_not_owed()
    {
        var ledger = Ledger.Of(Customer(First), 2).Derive(Customer(First), 17);
        ledger.Counting.Should().Contain(e => e.Kind == EvidenceKind.CheckMissed);

        ledger.Derive(Customer(First.Returned(18, ReturnReason.Other, 1)), 18);

        ledger[FollowUpKind.QualityCheck].Cancellation.Should().Be(CancellationCause.Stopped);
        ledger.Counting.Should().NotContain(e => e.Kind == EvidenceKind.CheckMissed);
    }

    [Fact]
    public void A_miss_of_an_assumed_delivery_is_forgotten_when_the_real_one_is_reported()
    {
        var unreported = Order(1, 0, [Kettle]);
        var ledger = Ledger.Of(Customer(unreported), 0).Derive(Customer(unreported), 20);
        ledger[FollowUpKind.QualityCheck].Status.Should().Be(FollowUpStatus.Missed);

        ledger.Derive(Customer(Order(1, 0, [Kettle], delivered: 19)), 21);

        ledger[FollowUpKind.QualityCheck].Status.Should().Be(FollowUpStatus.Scheduled);
        ledger[FollowUpKind.QualityCheck].DueAt.Should().Be(Day(26));
        ledger.Counting.Should().NotContain(e => e.Kind == EvidenceKind.CheckMissed);
    }

    [Fact]
    public void A_delivery_whose_first_step_has_passed_is_asked_after_in_the_second_only()
    {
        var ledger = Ledger.Of(Customer(Order(1, -25, [Kettle], delivered: -20)), 0);

        ledger.All(FollowUpKind.QualityCheck).Select(f => (f.Step, f.DueAt)).Should().Equal((2, Day(10)));
    }

    [Fact]
    public void An_older_delivery_that_is_reported_later_makes_the_same_check()
    {
        Order older = Order(1, -25, [Kettle], delivered: -20), newer = Order(2, -5, [Cup], delivered: -3);

        var oneByOne = Ledger.Of(Customer(older), 0).Derive(Customer(older, newer), 0);
        var reversed = Ledger.Of(Customer(newer), 0).Derive(Customer(older, newer), 0);

        var times = oneByOne.All(FollowUpKind.QualityCheck).OrderBy(f => f.Step).Select(f => (f.Step, f.DueAt, string.Join(',', f.OrderLineIds)));
        times.Should().Equal(reversed.All(FollowUpKind.QualityCheck).Select(f => (f.Step, f.DueAt, string.Join(',', f.OrderLineIds))));
        reversed[FollowUpKind.QualityCheck].DueAt.Should().Be(Day(4));
    }

    [Fact]
    public void A_snoozed_check_keeps_its_time_while_facts_do()
    {
        var ledger = Ledger.Of(Customer(First), 2).Derive(Customer(First), 10);
        ledger[FollowUpKind.QualityCheck].Snooze(Day(13), null, Day(10));

        ledger.Derive(Customer(First, Order(2, 8, [Cup], delivered: 9.5)), 11);

        ledger[FollowUpKind.QualityCheck].DueAt.Should().Be(Day(13));
    }
}
