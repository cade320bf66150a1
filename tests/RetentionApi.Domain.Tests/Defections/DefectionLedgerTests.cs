using NodaTime;
using RetentionApi.Domain.Customers;
using RetentionApi.Domain.Defections;
using RetentionApi.Domain.Orders;
using static RetentionApi.Domain.Tests.Defections.Losses;
using static RetentionApi.Domain.Tests.FollowUps.Facts;

namespace RetentionApi.Domain.Tests.Defections;

public sealed class DefectionLedgerTests
{
    [Fact]
    public void The_first_order_after_a_loss_wins_back_and_a_cancelled_one_does_not()
    {
        var line = Lost(7, day: 100, silentSince: 0);
        Order[] orders = [Order(1, 0, [Cup]), Order(2, 120, [Cup]), Order(3, 130, [Cup])];

        var back = Settled([line], orders).Single();
        var still = Settled([back], [orders[0], orders[1] with { Status = OrderStatus.Cancelled }]).Single();

        (back.CameBackOn, back.CameBackOrderId, back.IsOpen).Should().Be((Date(120), Id(200), false));
        (still.CameBackOn, still.CameBackOrderId, still.IsOpen).Should().Be((null, null, true));
    }

    [Fact]
    public void An_order_on_the_day_of_the_loss_comes_after_it() =>
        Settled([Lost(7, 100, 0)], [Order(1, 0, [Cup]), Order(2, 100, [Cup])]).Single().CameBackOn.Should().Be(Date(100));

    [Fact]
    public void Who_had_ordered_meanwhile_was_not_lost_and_is_again_if_that_order_is_cancelled()
    {
        var late = Order(2, 50, [Cup]);
        var refuted = Settled([Lost(7, 100, 0)], [Order(1, 0, [Cup]), late]).Single();

        var again = Settled([refuted], [Order(1, 0, [Cup]), late with { Status = OrderStatus.Cancelled }]).Single();

        (refuted.Withdrawal, again.Withdrawal).Should().Be((DefectionWithdrawal.Orders, null));
    }

    [Fact]
    public void What_they_told_stands_whatever_orders_come_to_light()
    {
        var told = Lost(7, 100, 0).Tell(DefectionCause.Moved, "to Canada");

        Settled([told], [Order(1, 0, [Cup]), Order(2, 50, [Cup])]).Single().Stands.Should().BeTrue();
    }

    [Fact]
    public void Nobody_is_lost_who_never_bought() => Settled([Lost(7, 100, 0)], []).Single().Withdrawal.Should().Be(DefectionWithdrawal.Orders);

    [Fact]
    public void Two_lines_of_one_absence_count_once()
    {
        var lines = Settled([Lost(8, 110, 0), Lost(7, 100, 0)], [Order(1, 0, [Cup])]);

        lines.Select(l => (l.Id, l.Withdrawal)).Should().Equal((Id(7), null), (Id(8), DefectionWithdrawal.SameAbsence));
    }

    [Fact]
    public void What_has_settled_stays_as_it_is()
    {
        Order[] orders = [Order(1, 0, [Cup]), Order(2, 120, [Cup])];
        var once = Settled([Lost(7, 100, 0), Lost(8, 300, 120), Lost(9, 110, 0)], orders);

        Settled(once, orders).Should().Equal(once);
    }

    [Fact]
    public void To_say_that_one_leaves_opens_a_line_from_that_moment_on()
    {
        var (lines, id) = Tell(Customer(Order(1, 0, [Cup])), 30).Value;

        lines.Single(l => l.Id == id).Should().Match<Defection>(l => l.IsOpen && l.LostOn == Date(30) && l.ToldAt == Day(30) && l.SilentSince == Date(0));
    }

    [Fact]
    public void It_joins_the_line_of_the_same_absence_whichever_came_first()
    {
        var customer = Customer(Order(1, 0, [Cup])) with { Defections = [Lost(7, 100, 0)] };

        var earlier = Tell(customer, 30).Value;
        var later = Tell(customer, 140).Value;

        (earlier.Id, earlier.Lines.Single().LostOn).Should().Be((Id(7), Date(30)));
        (later.Id, later.Lines.Single().LostOn).Should().Be((Id(7), Date(100)));
    }

    [Fact]
    public void Told_of_a_time_before_an_order_it_is_a_line_that_is_closed_already()
    {
        var customer = Customer(Order(1, 0, [Cup]), Order(2, 60, [Cup])) with { Defections = [Lost(7, 160, 60)] };

        var (lines, id) = Tell(customer, 30).Value;

        lines.Select(l => (l.Id, l.CameBackOn)).Should().Equal((id, Date(60)), (Id(7), null));
    }

    [Fact]
    public void Who_had_not_bought_then_cannot_leave() => Tell(Customer(Order(1, 40, [Cup])), 30).Error.Should().Be(DefectionErrors.NeverBought);

    private static IReadOnlyList<Defection> Settled(IReadOnlyList<Defection> lines, IReadOnlyList<Order> orders) => DefectionLedger.Settle(lines, orders, Id(1), DateTimeZone.Utc);

    private static Domain.Common.Result<(IReadOnlyList<Defection> Lines, Guid Id)> Tell(CustomerRecord record, double day) =>
        DefectionLedger.Tell(record, Id(99), Day(day), DateTimeZone.Utc, Day(400));
}
