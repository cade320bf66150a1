using NodaTime;
using RetentionApi.Domain.Merchants;
using RetentionApi.Domain.Orders;
using static RetentionApi.Domain.Tests.FollowUps.Facts;

namespace RetentionApi.Domain.Tests.Orders;

public sealed class OrderTests
{
    [Fact]
    public void A_line_without_a_report_is_taken_as_delivered_after_five_days()
    {
        var line = DeliveredLine.KeptOf(Order(1, 0, [Kettle]), Policy.Default).Single();

        (line.DeliveredAt, line.IsAssumed).Should().Be((Day(5), true));
    }

    [Fact]
    public void What_is_bought_in_the_shop_is_delivered_at_once() =>
        DeliveredLine.KeptOf(Order(1, 0, [Kettle]) with { Source = "pos" }, Policy.Default).Single().DeliveredAt.Should().Be(Day(0));

    [Fact]
    public void A_report_replaces_the_assumption()
    {
        var line = DeliveredLine.KeptOf(Order(1, 0, [Kettle], delivered: 12), Policy.Default).Single();

        (line.DeliveredAt, line.IsAssumed).Should().Be((Day(12), false));
    }

    [Fact]
    public void Parcels_bring_the_lines_they_name_and_the_first_one_counts()
    {
        var order = Order(1, 0, [Kettle, Cup, Tea]) with
        {
            Deliveries = [new(Id(1), [1], null, Day(2)), new(Id(2), [1, 2], null, Day(8)), new(Id(3), [3], Day(20), null)],
        };

        var lines = DeliveredLine.KeptOf(order, Policy.Default).ToArray();

        lines.Select(l => l.DeliveredAt).Should().Equal(Day(2), Day(8), Day(20));
        lines.Select(l => l.IsAssumed).Should().Equal(false, false, true);
    }

    [Fact]
    public void Cancelled_unpaid_and_test_orders_are_not_delivered()
    {
        var order = Order(1, 0, [Kettle], delivered: 2);

        Order[] none = [order with { Status = OrderStatus.Cancelled }, order with { Payment = PaymentStatus.Unpaid }, order with { IsTest = true }];

        none.SelectMany(o => DeliveredLine.KeptOf(o, Policy.Default)).Should().BeEmpty();
    }

    [Fact]
    public void A_line_is_kept_while_a_piece_of_it_is()
    {
        var order = Order(1, 0, [Kettle, Cup]);
        order = order with { Lines = [order.Lines[0] with { Quantity = 3 }, order.Lines[1]] };

        var line = DeliveredLine.KeptOf(order.Returned(9, ReturnReason.Other, 1, 2), Policy.Default).Single();

        (line.Line.Number, line.KeptQuantity).Should().Be((1, 2));
    }

    [Fact]
    public void Order_days_are_calendar_days_of_the_merchant()
    {
        var shanghai = DateTimeZoneProviders.Tzdb["Asia/Shanghai"];
        Order[] orders = [Order(1, 0, [Kettle]), Order(2, 0.3, [Cup]), Order(3, 0.6, [Cup])];

        var days = OrderDays.Of(orders, "CNY", shanghai);

        days.Should().Equal(new OrderDay(new(2026, 1, 5), 1, 1, 90), new OrderDay(new(2026, 1, 6), 2, 2, 10));
    }

    [Fact]
    public void Another_currency_counts_as_an_order_and_is_left_out_of_spend() =>
        OrderDays.Of([Order(1, 0, [Kettle]) with { Currency = "EUR" }], "CNY", DateTimeZone.Utc).Should().Equal(new OrderDay(new(2026, 1, 5), 1, 0, 0));

    [Fact]
    public void What_was_cancelled_unpaid_tested_or_wholly_paid_back_is_no_order_day_and_what_came_back_is()
    {
        var order = Order(1, 0, [Kettle]);

        Order[] none =
        [
            order with { Status = OrderStatus.Cancelled }, order with { IsTest = true }, order with { Payment = PaymentStatus.Unpaid },
            order with { Payment = PaymentStatus.Refunded }, order with { Payment = PaymentStatus.ChargedBack },
        ];

        OrderDays.Of(none, "CNY", DateTimeZone.Utc).Should().BeEmpty();
        OrderDays.Of([order.Returned(9, ReturnReason.Other, 1)], "CNY", DateTimeZone.Utc).Should().ContainSingle();
    }

    [Fact]
    public void What_was_paid_in_all_is_the_spend_where_it_is_told_and_else_the_sum_of_the_lines()
    {
        OrderDays.Of([Order(1, 0, [Kettle]) with { Total = 75 }], "CNY", DateTimeZone.Utc).Single().Spend.Should().Be(75);
        OrderDays.Of([Order(1, 0, []) with { Total = 40 }], "CNY", DateTimeZone.Utc).Single().Spend.Should().Be(40);
        OrderDays.Of([Order(1, 0, [Kettle, Cup])], "CNY", DateTimeZone.Utc).Single().Spend.Should().Be(95);
    }

    [Theory]
    [InlineData(89.99, true)]
    [InlineData(90.00, false)]
    [InlineData(95.00, false)]
    public void An_order_whose_money_went_back_whole_does_not_count(double refunded, bool counts)
    {
        var half = new Return(Id(9000), Day(5), ReturnReason.ChangedMind, [], (decimal)refunded - 40);

        var order = Order(1, 0, [Kettle]) with { Returns = [half, half with { Id = Id(9001), Refund = 40 }] };

        order.CountsAsOrder.Should().Be(counts);
        order.IsStanding.Should().BeTrue();
    }

    [Fact]
    public void Goods_that_came_back_without_a_word_about_money_leave_the_order_counting()
    {
        var order = Order(1, 0, [Kettle]).Returned(9, ReturnReason.Unknown, 1);

        (order with { Returns = [order.Returns[0] with { Refund = null }] }).CountsAsOrder.Should().BeTrue();
    }
}
