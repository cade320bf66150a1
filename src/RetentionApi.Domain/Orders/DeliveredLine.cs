using NodaTime;
using RetentionApi.Domain.Merchants;

namespace RetentionApi.Domain.Orders;

/// <summary>An order line with the instant from which the customer has it, reported or assumed; assumed ones may lie ahead.</summary>
/// <param name="IsAssumed">No delivery was reported: never late, and replaced by a report.</param>
/// <param name="KeptQuantity">What was not sent back; above zero.</param>
public sealed record DeliveredLine(Order Order, OrderLine Line, Instant DeliveredAt, bool IsAssumed, decimal KeptQuantity)
{
    /// <summary>The lines of a standing order that the customer kept, in no particular order; none of an order that is cancelled, unpaid or a test.</summary>
    public static IEnumerable<DeliveredLine> KeptOf(Order order, Policy policy)
    {
        if (!order.IsStanding)
            yield break;
        foreach (var line in order.Lines)
        {
            var kept = order.KeptQuantity(line);
            if (kept > 0)
                yield return Deliver(order, line, kept, policy);
        }
    }

    /// <remarks>
    /// A line that came in several parcels is delivered with the first of them, so that a later report moves nothing. One that is reported as on its way
    /// is assumed to come when it was promised, if that is later than usual.
    /// </remarks>
    private static DeliveredLine Deliver(Order order, OrderLine line, decimal kept, Policy policy)
    {
        var days = order.IsCarriedHome ? policy.AssumedDeliveryDaysAtPointOfSale : policy.AssumedDeliveryDays;
        var assumed = order.PlacedAt + Duration.FromDays(days);
        Instant? reported = null;
        foreach (var delivery in order.Deliveries)
        {
            if (delivery.LineNumbers is { } numbers && !numbers.Contains(line.Number))
                continue;
            if (delivery.DeliveredAt is { } at)
                reported = reported < at ? reported : at;
            else if (delivery.PromisedAt > assumed)
                assumed = delivery.PromisedAt.Value;
        }

        return new DeliveredLine(order, line, reported ?? assumed, reported is null, kept);
    }
}
