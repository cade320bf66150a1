using RetentionApi.Domain.Promises;
using RetentionApi.Merchants;
using RetentionApi.Platform.Paging;

namespace RetentionApi.Promises;

/// <summary>What the description shows of promises: a delivery, as it was promised and came.</summary>
internal static class PromiseExamples
{
    public static readonly PromiseView Kept = new(
        new("019cab3c-7c00-7a51-b1a4-2f6d1c3e5a7b"), ExampleShop.Customer, ExampleShop.CustomerName, $"delivery:{ExampleShop.Delivery}", "delivery", null, null, ExampleShop.Ordered,
        ExampleShop.Promised, ExampleShop.Order, PromiseStatus.Kept, null, ExampleShop.Delivered, null, null, null, null, ExampleShop.Ordered, 2);

    public static readonly Page<PromiseView> Ledger = new([Kept], null);

    public static readonly object New = new { customerId = ExampleShop.Customer, what = "A sample of the spring harvest.", dueOn = "2026-04-03", place = "phone" };

    public static readonly object Keep = new { note = "Sent with her last parcel." };

    public static readonly object Break = new { reason = "The harvest is sold out." };

    public static readonly object Renegotiate = new { dueOn = "2026-04-10", agreement = "On the phone: next week is fine with her." };

    public static readonly object Repair = new { repairedBy = "compensated", note = "Sent on the 6th with a tin of jasmine tea." };
}
