using NodaTime;
using RetentionApi.Domain.Customers;
using RetentionApi.Domain.FollowUps;
using RetentionApi.Domain.Relationships;
using RetentionApi.Merchants;
using RetentionApi.Platform.Paging;

namespace RetentionApi.Customers;

/// <summary>What the description shows of customers as answers.</summary>
internal static class CustomerExamples
{
    public static readonly CustomerView Customer = new(
        ExampleShop.Customer, ExampleShop.CustomerName, "zh-CN", "Asia/Shanghai", "CN", ExampleShop.Owner,
        [new CustomerIdentity("shopify", "207119551")],
        [new ContactPointView(ContactChannel.Email, ExampleShop.Email), new ContactPointView(ContactChannel.Sms, "+8613800138000")],
        ["newsletter"], new Dictionary<string, string> { ["size"] = "250 g" }, new Dictionary<string, string> { ["tea"] = "green" }, null,
        ExampleShop.FirstContact,
        new StandingView(
            Level.Responsible, Level.Responsible, ExampleShop.Answered, null, new TrustView(67, 75, null, "verifying"), "active",
            new LocalDate(2026, 4, 9), ExampleShop.Yuan(31.40m), null),
        ExampleShop.FirstContact, ExampleShop.Now, 3);

    public static readonly CustomerDetailView Detail = new(
        Customer, new ObjectionsView(false, false, false), [],
        [
            Entry(3, ExampleShop.Answered, "levelChanged", ExampleShop.Customer, "basic → responsible"),
            Entry(2, ExampleShop.Delivered, "delivered", ExampleShop.Order, "delivered"),
            Entry(1, ExampleShop.Ordered, "orderPlaced", ExampleShop.Order, "820982911946154508: 258.00 CNY"),
            Entry(0, ExampleShop.FirstContact, "firstContact", ExampleShop.Customer, "first contact"),
        ]);

    public static readonly Page<CustomerView> List = new([Customer], null);

    private static TimelineEntryView Entry(int number, Instant at, string kind, Guid subject, string summary) =>
        new(new Guid($"019cab3c-7c00-7a51-b1a4-2f6d1c3e5b0{number}"), at, kind, subject, summary);
}
