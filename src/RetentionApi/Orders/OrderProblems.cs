using NodaTime;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Errors;

namespace RetentionApi.Orders;

internal static class OrderProblems
{
    public static readonly Error NotFound = Error.NotFound("order");

    public static readonly Error DeliveryNotFound = Error.NotFound("delivery");

    public static readonly Error DeliveredInFuture = Error.Refused("delivery.in_future", "A delivery that is still to come is promised, not delivered.", "/deliveredAt");

    /// <summary>By how much a storefront's clock may be ahead of ours.</summary>
    public static readonly Duration ClockSkew = Duration.FromMinutes(5);

    public static readonly Error CustomerUnknown = Error.Refused("order.customer_unknown", "There is no customer with this id: report the customer first, or tell them inline.", "/customerId");

    public static readonly Error LineUnknown = Error.Refused("order.line_unknown", "The order has no line with this number.", "/lines");

    public static readonly Error DeliveryOfAnotherOrder = Error.Conflict("delivery.of_another_order", "A delivery of another order has this source and externalId.");

    public static readonly Error ReturnOfAnotherOrder = Error.Conflict("return.of_another_order", "A return of another order has this source and externalId.");

    public static readonly Error TooMuchReturned = Error.Refused("order.too_much_returned", "More pieces of a line are returned than were ordered.", "/lines");

    public static readonly ProblemText[] Texts =
    [
        new("order.not_found", "There is no such order", "Check the id; `~source:externalId` names an order by the storefront's own id."),
        new("delivery.not_found", "There is no such delivery", "Check the ids of order and delivery."),
        new("delivery.in_future", "Delivered in the future", "Use `promisedAt` for what is still to come."),
        new("order.customer_unknown", "No such customer", "`customerId` is ours. Use `customer` with the storefront's own identity to report both at once."),
        new("order.line_unknown", "No such line", "Lines are named by their number within the order."),
        new("delivery.of_another_order", "The delivery is another order's", "An `externalId` names one delivery of one order: report it there, or leave `externalId` out."),
        new("return.of_another_order", "The return is another order's", "An `externalId` names one return of one order: number the returns of a second order on their own."),
        new("order.too_much_returned", "More returned than ordered", "Check the quantities of all returns of this order."),
    ];
}
