using RetentionApi.Domain.Customers;
using RetentionApi.Domain.FollowUps;
using static RetentionApi.Domain.Tests.FollowUps.Facts;

namespace RetentionApi.Domain.Tests.FollowUps;

public sealed class WelcomeTests
{
    [Fact]
    public void A_new_customer_is_welcomed_within_a_day_whether_or_not_they_buy()
    {
        var welcome = Ledger.Of(Customer(), 0.1)[FollowUpKind.Welcome];

        welcome.Status.Should().Be(FollowUpStatus.Due);
        welcome.Deadline.Should().Be(Day(1));
        welcome.Channel.Should().Be(ContactChannel.Email);
    }

    [Fact]
    public void A_visitor_without_contact_point_gets_none() =>
        Ledger.Of(Customer() with { ContactPoints = [] }, 0).All(FollowUpKind.Welcome).Should().BeEmpty();

    [Fact]
    public void Who_leaves_a_contact_point_later_is_welcomed_then()
    {
        var visitor = Customer() with { ContactPoints = [] };
        var ledger = Ledger.Of(visitor, 0);

        ledger.Derive(visitor with { ContactPoints = [new ContactPoint(ContactChannel.Sms, "+8613800138000", null, null, Day(3))] }, 3);

        ledger[FollowUpKind.Welcome].Deadline.Should().Be(Day(4));
    }

    [Fact]
    public void An_imported_customer_is_not_welcomed() =>
        Ledger.Of(Customer() with { ImportedAt = Day(0) }, 0).All(FollowUpKind.Welcome).Should().BeEmpty();

    [Fact]
    public void A_first_contact_that_is_told_late_owes_no_welcome() => Ledger.Of(Customer(), 1).All(FollowUpKind.Welcome).Should().BeEmpty();

    [Fact]
    public void Nobody_is_welcomed_twice()
    {
        var ledger = Ledger.Of(Customer(), 0);
        ledger.Ask(ledger[FollowUpKind.Welcome], 0.1);

        ledger.Derive(Customer() with { CustomerId = Id(2), FirstContactAt = Day(0.2) }, 0.2).All(FollowUpKind.Welcome).Should().ContainSingle();
    }

    [Fact]
    public void Who_is_known_by_test_orders_alone_is_not_welcomed()
    {
        var test = Order(1, 0, [Cup]) with { IsTest = true };

        Ledger.Of(Customer(test), 0).All(FollowUpKind.Welcome).Should().BeEmpty();
        Ledger.Of(Customer(test, Order(2, 0, [Cup])), 0).All(FollowUpKind.Welcome).Should().ContainSingle();
        Ledger.Of(Customer(test with { PlacedAt = Day(0.1) }), 0.1).All(FollowUpKind.Welcome).Should().ContainSingle("they were known before");
    }

    [Fact]
    public void Who_was_reported_is_welcomed_whatever_tests_are_told_afterwards()
    {
        var earlier = Order(1, -3, [Cup]) with { IsTest = true };

        Ledger.Of(Customer(earlier), 0).All(FollowUpKind.Welcome).Should().ContainSingle("the test is not how they became known");
    }
}
