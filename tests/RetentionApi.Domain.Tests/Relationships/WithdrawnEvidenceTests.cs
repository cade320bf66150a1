using RetentionApi.Domain.Orders;
using RetentionApi.Domain.Tests.FollowUps;
using static RetentionApi.Domain.Relationships.EvidenceKind;
using static RetentionApi.Domain.Tests.FollowUps.Facts;
using static RetentionApi.Domain.Tests.Relationships.Left;

namespace RetentionApi.Domain.Tests.Relationships;

/// <summary>What leaves no evidence, or none any more.</summary>
public sealed class WithdrawnEvidenceTests
{
    [Fact]
    public void Tests_and_cancelled_and_unpaid_orders_leave_none()
    {
        var order = Order(2, 5, [Cup], delivered: 6).Returned(8, ReturnReason.Fault, 1);

        Of(Order(1, 0, [Cup]), order with { IsTest = true }).Should().BeEmpty();
        Of(Order(1, 0, [Cup]), order with { Status = OrderStatus.Cancelled }).Should().BeEmpty();
        Of(Order(1, 0, [Cup]), order with { Payment = PaymentStatus.Unpaid }).Should().BeEmpty();
    }

    [Fact]
    public void Evidence_is_withdrawn_with_its_fact_and_numbered_when_it_comes_back()
    {
        var (first, second) = (Order(1, 0, [Cup]), Order(2, 5, [Cup]));
        var ledger = Ledger.Of(Known(first, second), 5);

        ledger.Derive(Known(first, second with { Status = OrderStatus.Cancelled }), 6);
        ledger.Counting.Should().BeEmpty();
        ledger.Derive(Known(first, second), 7);

        ledger.Evidence.Select(e => (e.Source, e.WithdrawnAt)).Should().Equal(($"order:{Id(200)}", Day(6)), ($"order:{Id(200)}#2", null));
    }

    [Fact]
    public void A_corrected_fact_withdraws_its_evidence_and_adds_it_anew()
    {
        var ledger = Ledger.Of(Known(Order(1, 0, [Cup]), Order(2, 5, [Cup])), 5);

        ledger.Derive(Known(Order(1, 0, [Cup]), Order(2, 4, [Cup])), 6);

        ledger.Evidence.Select(e => (e.OccurredAt, e.WithdrawnAt)).Should().Equal((Day(5), Day(6)), (Day(4), null));
    }

    [Fact]
    public void A_restricted_customer_gets_no_evidence_until_it_is_lifted()
    {
        var (one, two) = (Known(Order(1, 0, [Cup]), Order(2, 5, [Cup])), Known(Order(1, 0, [Cup]), Order(2, 5, [Cup]), Order(3, 9, [Cup])));
        var ledger = Ledger.Of(one, 5);

        ledger.Derive(two with { IsRestricted = true }, 9);
        ledger.Counting.Should().ContainSingle();
        ledger.Derive(two, 12);

        Said(ledger).Should().Equal((RepeatOrder, Day(5)), (RepeatOrder, Day(9)));
    }
}
