using NodaTime;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Errors;
using RetentionApi.Platform.Time;

namespace RetentionApi.Orders;

internal static class OrderProblems
{
    public static readonly Error NotFound = Error.NotFound("order");

    public static readonly Error DeliveryNotFound = Error.NotFound("delivery");

    public static readonly Error DeliveredInFuture = Error.Refused("delivery.in_future", "A delivery that is still to come is promised, not delivered.", "/deliveredAt");

    public static readonly Error ShippedInFuture = Error.Refused(DeliveredInFuture.Code, "What is still to be shipped has not left.", "/shippedAt");

    public static readonly Error ShippedAfterDelivery = Error.Refused("request.invalid", "A delivery leaves before it comes.", "/shippedAt");

    public static readonly Error PlacedInFuture = Error.Refused("order.in_future", "An order that is reported has been placed.", "/placedAt");

    public static readonly Error ReturnedInFuture = Error.Refused("return.in_future", "A return that is reported has come back.", "/returnedAt");

    public static readonly Error CustomerUnknown = Error.Refused("order.customer_unknown", "There is no customer with this id: report the customer first, or tell them inline.", "/customerId");

    public static readonly Error LineUnknown = Error.Refused("order.line_unknown", "The order has no line with this number.", "/lines");

    public static readonly Error DeliveryOfAnotherOrder = Error.Conflict("delivery.of_another_order", "A delivery of another order has this source and externalId.");

    public static readonly Error ReturnOfAnotherOrder = Error.Conflict("return.of_another_order", "A return of another order has this source and externalId.");

    public static readonly Error TooMuchReturned = Error.Refused("order.too_much_returned", "More pieces of a line are returned than were ordered.", "/lines");

    public static readonly ProblemText[] Texts =
    [
        new("order.not_found", "There is no such order", "Check the id; `~source:externalId` names an order by the storefront's own id."),
        new("delivery.not_found", "There is no such delivery", "Check the ids of order and delivery."),
        new("delivery.in_future", "Delivered or shipped in the future", "Use `promisedAt` for what is still to come."),
        new("order.in_future", "Placed in the future", "Check `placedAt` and its offset: a local time is not UTC."),
        new("return.in_future", "Returned in the future", "Check `returnedAt` and its offset; report the return when it has come back."),
        new("order.customer_unknown", "No such customer", "`customerId` is ours. Use `customer` with the storefront's own identity to report both at once."),
        new("order.line_unknown", "No such line", "Lines are named by their number within the order."),
        new("delivery.of_another_order", "The delivery is another order's", "An `externalId` names one delivery of one order: report it there, or leave `externalId` out."),
        new("return.of_another_order", "The return is another order's", "An `externalId` names one return of one order: number the returns of a second order on their own."),
        new("order.too_much_returned", "More returned than ordered", "Check the quantities of all returns of this order."),
    ];

    /// <summary>What is wrong with the times of a reported delivery; null: nothing.</summary>
    /// <param name="at">Where in the body it stands.</param>
    public static Error? OfDelivery(CreateDelivery.Body told, Instant now, string at = "") => OfDelivery(told.ShippedAt, told.DeliveredAt, now) ?? ClockSkew.ProblemOf(told.UpdatedAt, now, at);

    /// <summary>What is wrong with the times of a delivery; null: nothing.</summary>
    public static Error? OfDelivery(Instant? shippedAt, Instant? deliveredAt, Instant now) =>
        ClockSkew.IsFuture(deliveredAt, now) ? DeliveredInFuture
        : ClockSkew.IsFuture(shippedAt, now) ? ShippedInFuture
        : shippedAt > deliveredAt ? ShippedAfterDelivery
        : null;
}
