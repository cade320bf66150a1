using RetentionApi.Customers;
using RetentionApi.Platform.Errors;
using RetentionApi.Platform.OpenApi;
using RetentionApi.Platform.Security;

namespace RetentionApi.Orders;

internal static class OrderRoutes
{
    public static RouteGroupBuilder MapOrders(this RouteGroupBuilder v1)
    {
        var orders = v1.MapGroup("/orders").WithTags("Orders");
        orders.MapPost("/", CreateOrder.Endpoint).Needs(Scopes.OrdersWrite)
            .Explained("createOrder", "Report an order",
                "Tell us of every order, and again whenever it changes, with `updatedAt`: the newest version by your own clock counts, any other changes nothing. The customer may be told inline; products we do not know are made from the lines. "
                + "What you owe the customer from then on (a quality check after delivery, what a buyer must know, the warranty's end) comes by itself.")
            .Fails(
                OrderProblems.CustomerUnknown, OrderProblems.LineUnknown, OrderProblems.DeliveryOfAnotherOrder, OrderProblems.PlacedInFuture, OrderProblems.DeliveredInFuture,
                CustomerProblems.ContactInFuture(CustomerReports.Inline), ProblemCatalogue.UpdatedInFuture())
            .RequestExample(Examples.Order)
            .ResponseExample(OrderExamples.Order);
        orders.MapGet("/", ListOrders.Endpoint).Needs(Scopes.OrdersRead)
            .Explained("listOrders", "Find orders", "Newest first; of one customer, one status or one time.")
            .ResponseExample(OrderExamples.List);
        orders.MapGet("/{id}", GetOrder.Endpoint).Needs(Scopes.OrdersRead)
            .Explained("getOrder", "Read an order", "With its lines, deliveries and returns. `id` is ours, or `~source:externalId`.")
            .Fails(OrderProblems.NotFound, CustomerProblems.Restricted)
            .ResponseExample(OrderExamples.Order);
        orders.MapPost("/{id}/deliveries", CreateDelivery.Endpoint).Needs(Scopes.OrdersWrite)
            .Explained("createDelivery", "Report a delivery",
                "What was promised and what came true, for the whole order or some of its lines. The day of delivery starts the quality check and the warranty; without a report we assume one. With `shippedAt` what a buyer must know before is told no later.")
            .Fails(OrderProblems.NotFound, OrderProblems.LineUnknown, OrderProblems.DeliveryOfAnotherOrder, OrderProblems.DeliveredInFuture, ProblemCatalogue.UpdatedInFuture())
            .RequestExample(Examples.Delivery)
            .ResponseExample(OrderExamples.Delivery);
        orders.MapPatch("/{id}/deliveries/{deliveryId}", ChangeDelivery.Endpoint).Needs(Scopes.OrdersWrite)
            .Explained("changeDelivery", "Correct a delivery", "When it was promised, when it left and when it came; send only what changes, with the `ETag` you read as `If-Match`. Duties that hang on the date move with it.")
            .Fails(OrderProblems.NotFound, OrderProblems.DeliveryNotFound, CustomerProblems.Restricted, OrderProblems.DeliveredInFuture)
            .RequestExample(Examples.Correction)
            .ResponseExample(OrderExamples.Delivery);
        orders.MapPost("/{id}/returns", CreateReturn.Endpoint).Needs(Scopes.OrdersWrite)
            .Explained("createReturn", "Report a return", "What came back and why: `fault` and `notAsDescribed` count against the product and its batch.")
            .Fails(OrderProblems.NotFound, OrderProblems.LineUnknown, OrderProblems.TooMuchReturned, OrderProblems.ReturnOfAnotherOrder, OrderProblems.ReturnedInFuture)
            .RequestExample(Examples.Return);
        return v1;
    }

    private static class Examples
    {
        public static readonly object Order = new
        {
            source = "shopify",
            externalId = "820982911946154508",
            placedAt = "2026-03-01T10:12:00+08:00",
            currency = "CNY",
            customer = new { source = "shopify", externalId = "207119551", name = "王芳", email = "wang.fang@example.com" },
            lines = new[]
            {
                new { sku = "TEA-LJ-250", quantity = 2, unitPrice = new { amount = "129.00", currency = "CNY" }, productName = "龙井 250 g", batch = "LJ-2026-02" },
            },
            deliveries = new[] { new { promisedAt = "2026-03-04T18:00:00+08:00" } },
            updatedAt = "2026-03-01T10:12:05+08:00",
        };

        public static readonly object Delivery = new { shippedAt = "2026-03-02T17:00:00+08:00", deliveredAt = "2026-03-04T15:20:00+08:00", updatedAt = "2026-03-04T15:21:00+08:00" };

        public static readonly object Correction = new { deliveredAt = "2026-03-05T09:00:00+08:00" };

        public static readonly object Return = new
        {
            externalId = "R-1001",
            reason = "fault",
            returnedAt = "2026-03-09T11:00:00+08:00",
            lines = new[] { new { lineNumber = 1, quantity = 1 } },
            refund = new { amount = "129.00", currency = "CNY" },
        };
    }
}
