using NodaTime;
using RetentionApi.Domain.Customers;
using RetentionApi.Domain.FollowUps;
using RetentionApi.Domain.Relationships;
using static RetentionApi.Domain.Relationships.EvidenceKind;
using Facts = RetentionApi.Domain.Tests.FollowUps.Facts;

namespace RetentionApi.Domain.Tests.Relationships;

public sealed class ReciprocityTests
{
    [Fact]
    public void Who_orders_and_is_never_looked_after_carries_the_relation_alone()
    {
        var reciprocity = Of(Facts.Customer(Facts.Order(1, 5, [Facts.Tea])), [], Given.Row(CheckMissed, 20));

        (reciprocity.CarriedBy, reciprocity.Merchant.Balance, reciprocity.Customer.Balance).Should().Be((CarriedBy.Customer, -1, 1));
        reciprocity.Because.Code.Should().Be("reciprocity.customer");
    }

    [Fact]
    public void Who_is_welcomed_and_answered_and_gives_nothing_is_carried_by_us()
    {
        var reciprocity = Of(Facts.Customer(), [Done(FollowUpKind.Welcome, 1), Done(FollowUpKind.Answer, 2)]);

        reciprocity.CarriedBy.Should().Be(CarriedBy.Merchant);
        reciprocity.Merchant.Gave.Select(g => (g.Kind, g.What.Code)).Should().Equal((GiftKind.Help, "gift.answer"), (GiftKind.Courtesy, "gift.welcome"));
    }

    [Fact]
    public void A_check_that_is_answered_is_courtesy_from_us_and_help_from_them()
    {
        var answered = Done(FollowUpKind.QualityCheck, 10, answered: 11);

        var reciprocity = Of(Facts.Customer(), [answered]);

        reciprocity.CarriedBy.Should().Be(CarriedBy.Both);
        (reciprocity.Merchant.Gave.Single().Kind, reciprocity.Customer.Gave.Single().Kind).Should().Be((GiftKind.Courtesy, GiftKind.Help));
    }

    [Fact]
    public void What_the_customer_neither_saw_nor_was_promised_is_no_gift() =>
        Of(Facts.Customer(), [Done(FollowUpKind.RiskReminder, 1), Done(FollowUpKind.Repair, 2), Done(FollowUpKind.WinBack, 3)]).Merchant.Gave.Should().BeEmpty();

    [Fact]
    public void What_is_longer_ago_than_a_year_counts_no_more()
    {
        var record = Facts.Customer(Facts.Order(1, -340, [Facts.Tea]));

        Of(record, []).Customer.Balance.Should().Be(0);
        Of(record, []).CarriedBy.Should().Be(CarriedBy.Nobody);
    }

    [Fact]
    public void A_breach_that_was_made_good_balances_itself_and_goodwill_is_a_benefit()
    {
        var goodwill = new Gift(GiftKind.Benefit, Given.Day(15), "case:1", Common("gift.goodwill"));

        var reciprocity = Reciprocity.Of(
            Facts.Customer(), [], [Given.Row(PromiseBroken, 10, "promise:1"), Given.Row(BreachRepaired, 12, "promise:1")], [goodwill], Duration.FromDays(365), Given.Day(40));

        reciprocity.Merchant.Balance.Should().Be(1);
        reciprocity.Merchant.Gave.Select(g => g.Kind).Should().Equal(GiftKind.Benefit, GiftKind.Agreement);
    }

    private static Domain.Common.Explanation Common(string code) => Domain.Common.Explanation.Of(code, ("on", Given.Day(15)));

    private static Reciprocity Of(CustomerRecord record, FollowUp[] followUps, params Evidence[] evidence) =>
        Reciprocity.Of(record, followUps, evidence, [], Duration.FromDays(365), Given.Day(40));

    private static FollowUp Done(FollowUpKind kind, double day, double? answered = null) => new()
    {
        MerchantId = Guid.Empty,
        Id = Facts.Id((int)kind + 1),
        CustomerId = Facts.Id(1),
        Kind = kind,
        Cause = "customer:1",
        Step = 1,
        PolicyVersion = 1,
        CreatedAt = Facts.Day(0),
        DueAt = Facts.Day(0),
        Deadline = Facts.Day(30),
        Channel = ContactChannel.Staff,
        Status = FollowUpStatus.Done,
        CompletedAt = Facts.Day(day),
        Outcome = answered is null ? FollowUpOutcome.NoAnswer : FollowUpOutcome.Answered,
        AnsweredAt = answered is { } at ? Facts.Day(at) : null,
    };
}
