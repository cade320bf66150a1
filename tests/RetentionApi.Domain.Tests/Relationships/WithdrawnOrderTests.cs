using RetentionApi.Domain.Customers;
using RetentionApi.Domain.FollowUps;
using RetentionApi.Domain.Merchants;
using RetentionApi.Domain.Orders;
using RetentionApi.Domain.Relationships;
using RetentionApi.Domain.Tests.FollowUps;
using static RetentionApi.Domain.Tests.FollowUps.Facts;

namespace RetentionApi.Domain.Tests.Relationships;

public sealed class WithdrawnOrderTests
{
    private static readonly Order First = Order(1, 0, [Kettle], delivered: 2);

    [Fact]
    public void Level_four_stands_on_an_order_that_stands()
    {
        var ledger = Ledger.Of(Customer(First), 2);
        ledger.Answer(ledger[FollowUpKind.QualityCheck], 9, 5);

        LevelOf(ledger, Customer(First)).Should().Be(Level.Responsible);
        LevelOf(ledger, Customer(First.Returned(10, ReturnReason.ChangedMind, 1))).Should().Be(Level.Responsible);
        LevelOf(ledger, Customer(First with { Status = OrderStatus.Cancelled })).Should().Be(Level.Basic);
        LevelOf(ledger, Customer(First with { IsTest = true })).Should().Be(Level.Basic);
    }

    [Fact]
    public void A_missed_check_about_an_order_that_never_was_bars_nothing()
    {
        var ledger = Ledger.Of(Customer(First), 2).Derive(Customer(First), 17);

        var duties = ledger.FollowUps.ToDutyRecords(Customer(First with { IsTest = true }));

        duties.Should().NotContain(d => d.Kind == FollowUpKind.QualityCheck);
    }

    private static Level LevelOf(Ledger ledger, CustomerRecord record) =>
        Relationship.Assess(new RelationshipFacts { Duties = ledger.FollowUps.ToDutyRecords(record) }, Policy.Default, Day(10), Day(10)).EarnedLevel;
}
