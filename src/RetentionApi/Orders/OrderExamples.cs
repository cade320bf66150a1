using RetentionApi.Domain.Orders;
using RetentionApi.Merchants;
using RetentionApi.Platform.Paging;

namespace RetentionApi.Orders;

/// <summary>What the description shows of orders as answers.</summary>
internal static class OrderExamples
{
    private const string ExternalId = "820982911946154508";

    public static readonly DeliveryView Delivery = new(
        ExampleShop.Delivery, ExampleShop.Order, "shopify", $"{ExternalId}#all", null, ExampleShop.Promised, ExampleShop.Shipped, ExampleShop.Delivered, 2);

    public static readonly OrderView Order = new(
        ExampleShop.Order, "shopify", ExternalId, ExampleShop.Customer, ExampleShop.Ordered, ExampleShop.Yuan(258m), OrderStatus.Placed, PaymentStatus.Paid, false, "CN",
        [new OrderLineView(ExampleShop.OrderLine, 1, "TEA-LJ-250", 2, ExampleShop.Yuan(129m), "LJ-2026-02")],
        [Delivery], [], ExampleShop.Ordered, ExampleShop.Ordered);

    public static readonly Page<OrderView> List = new([Order], null);
}
