using RetentionApi.Domain.Merchants;
using RetentionApi.Domain.Orders;
using RetentionApi.Domain.Relationships;
using static RetentionApi.Domain.Relationships.EvidenceKind;
using Facts = RetentionApi.Domain.Tests.FollowUps.Facts;

namespace RetentionApi.Domain.Tests.Relationships;

public sealed class TrustExtendedTests
{
    private static readonly Evidence[] Established =
        [.. Enumerable.Repeat(Given.Row(QualityConfirmed, 10), 3), .. Enumerable.Repeat(Given.Row(Satisfied, 10), 3), Given.Row(RepeatOrder, 10)];

    [Fact]
    public void Established_trust_extends_twice_the_usual_order()
    {
        var extended = Advise(Established, Order(1, 10, 30), Order(2, 90, 31), Order(3, 40, 32));

        (extended.InstantRefundUpTo.Amount, extended.RefundBecause.Code, extended.ReserveWithoutDeposit).Should().Be((80, "trustExtended.established", true));
    }

    [Fact]
    public void While_it_is_verified_it_extends_half_of_it_and_one_order_reserves_nothing()
    {
        var extended = Advise([Given.Row(QualityConfirmed, 10)], Order(1, 90, 5));

        (extended.InstantRefundUpTo.Amount, extended.RefundBecause.Code).Should().Be((45, "trustExtended.verifying"));
        (extended.ReserveWithoutDeposit, extended.ReserveBecause.Code).Should().Be((false, "trustExtended.noReserve"));
    }

    [Fact]
    public void Our_own_breach_is_not_held_against_the_customer()
    {
        var extended = Advise([.. Established, Given.Row(PromiseBroken, 11, "promise:1")], Order(1, 90, 5), Order(2, 90, 6));

        (extended.InstantRefundUpTo.Amount, extended.RefundBecause.Code, extended.ReserveWithoutDeposit).Should().Be((45, "trustExtended.inRepair", true));
    }

    [Fact]
    public void A_chargeback_within_a_year_ends_all_of_it()
    {
        var chargedBack = Order(2, 90, 20) with { Payment = PaymentStatus.ChargedBack };

        var extended = Advise(Established, Order(1, 90, 5), Order(3, 90, 21), chargedBack);

        (extended.InstantRefundUpTo.Amount, extended.ReserveWithoutDeposit, extended.ReserveBecause.Code).Should().Be((0, false, "trustExtended.chargeback"));
        Advise(Established, Order(1, 90, 5), chargedBack with { PlacedAt = Facts.Day(-400) }).InstantRefundUpTo.Amount.Should().Be(180);
    }

    [Fact]
    public void Without_experience_it_is_too_early_and_without_our_currency_nothing_is_usual()
    {
        Advise([]).RefundBecause.Code.Should().Be("trustExtended.tooEarly");
        Advise(Established, Order(1, 90, 5) with { Currency = "EUR" }).RefundBecause.Code.Should().Be("trustExtended.noSpend");
    }

    private static Order Order(int number, decimal total, double day) => Facts.Order(number, day, [Facts.Kettle]) with { Total = total };

    private static TrustExtended Advise(Evidence[] rows, params Order[] orders)
    {
        var basis = new TrustBasis(HasShared: orders.Length > 0, HasDeliveredOrder: orders.Length > 0);
        var trust = Trust.Assess(rows, basis, new TrustPolicy(), Given.Day(40), Given.Day(40));
        return TrustExtended.Advise(trust, orders, "CNY", new TrustExtendedPolicy(), Facts.Day(40));
    }
}
