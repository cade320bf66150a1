using RetentionApi.Domain.Common;
using RetentionApi.Domain.FollowUps;
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

    /// <summary>
    /// Orders of one day are one: the first order of each day but the first of all. One that follows a win-back is the answer to it, and says no second time that they came again.
    /// </summary>
    private static void ExpectRepeatOrders(Expectation expectation)
    {
        var zone = expectation.Rules.Calendar.Zone;
        var repeats = expectation.Orders.Where(o => o.CountsAsOrder).GroupBy(o => o.PlacedAt.InZone(zone).Date).Skip(1);
        foreach (var day in repeats)
            Add(expectation, day.First(), IsAfterWinBack(expectation, day.First()) ? EvidenceKind.OrderAfterWinBack : EvidenceKind.RepeatOrder);
    }

    /// <summary>The order that ended an absence, placed within the policy's time after they were asked to come back.</summary>
    private static bool IsAfterWinBack(Expectation expectation, Order order) =>
        expectation.Record.Defections.FirstOrDefault(l => l.Stands && l.CameBackOrderId == order.Id) is { } line
        && expectation.FollowUps.Any(f => f.Kind is FollowUpKind.WinBack && f.Cause == FactKey.Defection(line.Id)
            && f.CompletedAt <= order.PlacedAt && f.CompletedAt >= order.PlacedAt - expectation.Policy.Losses.WonBackWithin);

    private static void Add(Expectation expectation, Order order, EvidenceKind kind)
    {
        var at = kind is EvidenceKind.Chargeback ? order.PaymentChangedAt ?? order.PlacedAt : order.PlacedAt;
        expectation.Add(new ExpectedEvidence(order.CustomerId ?? expectation.Record.CustomerId, kind, FactKey.Order(order.Id), at) { OrderId = order.Id });
    }
}
