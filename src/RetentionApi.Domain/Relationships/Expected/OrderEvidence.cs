using RetentionApi.Domain.Common;
using RetentionApi.Domain.Orders;

namespace RetentionApi.Domain.Relationships.Expected;

/// <summary>Coming back, and taking the money back.</summary>
internal static class OrderEvidence
{
    public static void Expect(Expectation expectation)
    {
        ExpectRepeatOrders(expectation);
        foreach (var order in expectation.Orders.Where(o => o.Payment is PaymentStatus.ChargedBack))
            Add(expectation, order, EvidenceKind.Chargeback);
    }

    /// <summary>Orders of one day are one: the first order of each day but the first of all.</summary>
    private static void ExpectRepeatOrders(Expectation expectation)
    {
        var zone = expectation.Rules.Calendar.Zone;
        var repeats = expectation.Orders.Where(o => o.CountsAsOrder).GroupBy(o => o.PlacedAt.InZone(zone).Date).Skip(1);
        foreach (var day in repeats)
            Add(expectation, day.First(), EvidenceKind.RepeatOrder);
    }

    private static void Add(Expectation expectation, Order order, EvidenceKind kind)
    {
        var at = kind is EvidenceKind.Chargeback ? order.PaymentChangedAt ?? order.PlacedAt : order.PlacedAt;
        expectation.Add(new ExpectedEvidence(order.CustomerId ?? expectation.Record.CustomerId, kind, FactKey.Order(order.Id), at) { OrderId = order.Id });
    }
}
