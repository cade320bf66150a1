using NodaTime;
using RetentionApi.Domain.FollowUps;
using RetentionApi.Domain.Orders;
using static RetentionApi.Domain.Tests.FollowUps.Facts;

namespace RetentionApi.Domain.Tests.FollowUps;

/// <summary>Order facts, replenishment and warranty.</summary>
public sealed class OrderDutyTests
{
    [Fact]
    public void A_buyer_of_what_cannot_be_returned_is_told_within_twelve_hours_each_time()
    {
        var ledger = Ledger.Of(Customer(Order(1, 0, [Earrings, Cup])), 0).Derive(Customer(Order(1, 0, [Earrings, Cup]), Order(2, 5, [Earrings])), 5);

        ledger.All(FollowUpKind.OrderFacts).Should().HaveCount(2);
        ledger[FollowUpKind.OrderFacts].Deadline.Should().Be(Day(5.5));
        ledger.All(FollowUpKind.OrderFacts).First().OrderLineIds.Should().Equal(Line(1, 1));
    }

    [Fact]
    public void Facts_of_a_product_are_told_with_its_first_order_only()
    {
        var ledger = Ledger.Of(Customer(Order(1, 0, [Mushrooms])), 0).Derive(Customer(Order(1, 0, [Mushrooms]), Order(2, 5, [Mushrooms])), 5);

        ledger.All(FollowUpKind.OrderFacts).Should().ContainSingle().Which.Cause.Should().Be($"order:{Id(100)}");
    }

    [Theory]
    [InlineData(null, null, 0.5)]
    [InlineData(0.2, null, 0.2)]
    [InlineData(null, 0.3, 0.3)]
    [InlineData(0.2, 0.3, 0.2)]
    public void Facts_are_told_before_it_is_shipped(double? shipped, double? delivered, double deadline)
    {
        Instant? At(double? day) => day is { } known ? Day(known) : null;
        var order = Order(1, 0, [Earrings]) with { Deliveries = [new Delivery(Id(1), null, Day(3), At(delivered), At(shipped))] };

        Ledger.Of(Customer(order), 0.1)[FollowUpKind.OrderFacts].Deadline.Should().Be(Day(deadline));
    }

    [Fact]
    public void What_was_shipped_before_it_was_told_is_missed_then()
    {
        var order = Order(1, 0, [Earrings]);
        var ledger = Ledger.Of(Customer(order), 0);

        ledger.Derive(Customer(order with { Deliveries = [new Delivery(Id(1), null, null, null, Day(0.1))] }), 0.2);

        var owed = ledger[FollowUpKind.OrderFacts];
        (owed.IsOpen, owed.Deadline, owed.Miss(Day(0.2)).IsOk).Should().Be((true, Day(0.1), true));
    }

    [Fact]
    public void What_is_carried_home_or_has_left_is_told_nothing_of()
    {
        var shipped = Order(1, 0, [Earrings]) with { Deliveries = [new Delivery(Id(1), null, null, null, Day(0.1))] };

        Ledger.Of(Customer(Order(1, 0, [Earrings]) with { Source = "pos" }), 0).All(FollowUpKind.OrderFacts).Should().BeEmpty();
        Ledger.Of(Customer(shipped), 0.1).All(FollowUpKind.OrderFacts).Should().BeEmpty();
    }

    [Fact]
    public void A_cancelled_order_owes_nothing_any_more()
    {
        var order = Order(1, 0, [Earrings, Kettle, Tea, Lamp]);
        var ledger = Ledger.Of(Customer(order), 0);

        ledger.Derive(Customer(order with { Status = OrderStatus.Cancelled }), 0.2);

        ledger.FollowUps.Where(f => f.Kind is not FollowUpKind.Welcome).Should().HaveCount(6).And.OnlyContain(f => f.Cancellation == CancellationCause.Stopped);
    }

    [Theory]
    [InlineData(true, PaymentStatus.Paid)]
    [InlineData(false, PaymentStatus.Unpaid)]
    public void A_test_and_an_unpaid_order_owe_nothing(bool isTest, PaymentStatus payment) =>
        Ledger.Of(Customer(Order(1, 0, [Earrings, Kettle, Tea, Lamp]) with { IsTest = isTest, Payment = payment }), 0)
            .FollowUps.Should().OnlyContain(f => f.Kind == FollowUpKind.Welcome);

    [Fact]
    public void Who_will_have_used_it_up_is_reminded_seven_days_before()
    {
        var replenish = Ledger.Of(Customer(Order(1, 0, [Tea], delivered: 2)), 2)[FollowUpKind.Replenish];

        replenish.DueAt.Should().Be(Day(2 + 30 - 7));
        replenish.Deadline.Should().Be(Day(2 + 30));
    }

    [Fact]
    public void Two_pieces_last_twice_as_long()
    {
        var two = Order(1, 0, [Tea], delivered: 2);
        two = two with { Lines = [two.Lines[0] with { Quantity = 2 }] };

        Ledger.Of(Customer(two), 2)[FollowUpKind.Replenish].DueAt.Should().Be(Day(2 + 60 - 7));
    }

    [Fact]
    public void Buying_it_again_stops_the_reminder_and_starts_the_next()
    {
        var first = Order(1, 0, [Tea], delivered: 2);
        var ledger = Ledger.Of(Customer(first), 2).Derive(Customer(first, Order(2, 20, [Tea], delivered: 22)), 22);

        ledger.All(FollowUpKind.Replenish).First().Cancellation.Should().Be(CancellationCause.Stopped);
        ledger.Open(FollowUpKind.Replenish).Should().ContainSingle().Which.DueAt.Should().Be(Day(22 + 23));
    }

    [Fact]
    public void A_warranty_is_asked_about_thirty_days_before_it_ends_once_for_an_order()
    {
        var warranty = Ledger.Of(Customer(Order(1, 0, [Lamp, Cup, Lamp], delivered: 2)), 2).All(FollowUpKind.Warranty).Should().ContainSingle().Subject;

        warranty.DueAt.Should().Be(Day(2 + 365 - 30));
        warranty.Deadline.Should().Be(Day(2 + 365 - 30 + 21));
        warranty.OrderLineIds.Should().Equal(Line(1, 1), Line(1, 3));
    }

    [Fact]
    public void A_warranty_duty_ends_only_when_no_kept_line_remains()
    {
        var order = Order(1, 0, [Lamp, Lamp], delivered: 2);
        var ledger = Ledger.Of(Customer(order), 2);

        ledger.Derive(Customer(order.Returned(4, ReturnReason.Other, 1)), 4)[FollowUpKind.Warranty].OrderLineIds.Should().Equal(Line(1, 2));
        ledger.Derive(Customer(order.Returned(4, ReturnReason.Other, 1, 2)), 5)[FollowUpKind.Warranty].Cancellation.Should().Be(CancellationCause.Stopped);
    }

    [Fact]
    public void A_reported_delivery_replaces_the_assumed_one()
    {
        var ledger = Ledger.Of(Customer(Order(1, 0, [Tea, Lamp])), 0);

        ledger.Derive(Customer(Order(1, 0, [Tea, Lamp], delivered: 9)), 9);

        ledger[FollowUpKind.Replenish].DueAt.Should().Be(Day(9 + 23));
        ledger[FollowUpKind.Warranty].DueAt.Should().Be(Day(9 + 335));
        ledger[FollowUpKind.QualityCheck].DueAt.Should().Be(Day(9 + 7));
    }

    [Fact]
    public void An_import_owes_only_what_is_due_after_its_start()
    {
        var imported = Customer(Order(1, -400, [Lamp, Tea, Kettle]) with { ImportedAt = Day(0) }, Order(2, -300, [Lamp, Tea, Kettle]) with { ImportedAt = Day(0) });

        var ledger = Ledger.Of(imported with { ImportedAt = Day(0) }, 0.5);

        ledger.FollowUps.Select(f => (f.Kind, f.DueAt)).Should().Equal((FollowUpKind.Warranty, Day(-300 + 5 + 335)));
    }

    [Fact]
    public void Duties_of_an_older_policy_keep_their_times()
    {
        var ledger = Ledger.Of(Customer(Order(1, 0, [Lamp])), 0);
        var newer = new DutyRules(Rules.Policy with { Version = 2, AssumedDeliveryDays = 9 }, Rules.Calendar);

        var changes = Duties.Derive(Customer(Order(1, 0, [Lamp])), ledger.FollowUps, newer, Day(0.1));

        changes.IsEmpty.Should().BeTrue();
    }
}
