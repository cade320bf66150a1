using NodaTime;
using RetentionApi.Domain.Catalog;
using RetentionApi.Domain.Cooperation;
using RetentionApi.Domain.Customers;
using RetentionApi.Domain.FollowUps;
using RetentionApi.Domain.Interactions;
using RetentionApi.Domain.Interests;
using RetentionApi.Domain.Merchants;
using RetentionApi.Domain.Orders;

namespace RetentionApi.Domain.Tests.FollowUps;

/// <summary>Facts in few words. Days count from Monday, 5 January 2026, 10:00; the shop is open on weekdays from 9 to 18, in UTC.</summary>
internal static class Facts
{
    public static readonly DutyRules Rules = new(Policy.Default, BusinessCalendar.Create(DateTimeZone.Utc, BusinessHours.Default, []).Value);

    public static readonly Product Kettle = Product(1, "kettles", price: 90);
    public static readonly Product Tea = Product(2, "tea", price: 10) with { UseUpDays = 30 };
    public static readonly Product Lamp = Product(3, "lamps", price: 60) with { WarrantyDays = 365 };
    public static readonly Product Earrings = Product(4, "jewels", price: 40) with { IsReturnable = false };
    public static readonly Product Mushrooms = Product(5, "food", price: 20) with { HasFacts = true };
    public static readonly Product Cup = Product(6, "cups", price: 5);
    public static readonly Product Plate = Product(7, "cups", price: 6);

    private static readonly Instant Start = Instant.FromUtc(2026, 1, 5, 10, 0);
    private static readonly Product[] Catalogue = [Kettle, Tea, Lamp, Earrings, Mushrooms, Cup, Plate];

    public static Instant Day(double day) => Start + Duration.FromDays(day);

    public static Guid Id(int number) => new(number, 0, 0, new byte[8]);

    public static CustomerRecord Customer(params object[] facts) => new()
    {
        CustomerId = Id(1),
        FirstContactAt = Day(0),
        RecordedAt = Day(0),
        ContactPoints = [new ContactPoint(ContactChannel.Email, "ann@example.org", SurveyConsent: true, MarketingConsent: true)],
        Orders = [.. facts.OfType<Order>()],
        Interactions = [.. facts.OfType<Interaction>()],
        Visits = [.. facts.OfType<Visit>()],
        Interests = [.. facts.OfType<Interest>()],
        Advice = [.. facts.OfType<AdviceRecord>()],
        Products = Catalogue.ToDictionary(p => p.Id),
    };

    /// <summary>Order number <paramref name="number"/>, one piece of each product, delivered on <paramref name="delivered"/> if that is said.</summary>
    public static Order Order(int number, double day, Product[] products, double? delivered = null) => new()
    {
        Id = Id(number * 100),
        Source = "web",
        PlacedAt = Day(day),
        RecordedAt = Day(day),
        Currency = "CNY",
        Lines = [.. products.Select((p, i) => new OrderLine(Line(number, i + 1), i + 1, p.Id, 1, p.Price ?? 0, null))],
        Deliveries = delivered is { } at ? [new Delivery(Id(number), null, null, Day(at))] : [],
    };

    public static Guid Line(int order, int number) => Id((order * 100) + number);

    public static Order Returned(this Order order, double day, ReturnReason reason, params int[] lines) => order with
    {
        Returns = [.. order.Returns, new Return(Id(9000 + order.Returns.Count), Day(day), reason, [.. lines.Select(n => new ReturnedLine(n, 1))], 10)],
    };

    public static Interaction Enquiry(int number, double day, Product? about = null, bool wantsAdvice = false, double? answered = null) => new()
    {
        Id = Id(number),
        Kind = InteractionKind.Enquiry,
        Direction = Direction.Inbound,
        OccurredAt = Day(day),
        RecordedAt = Day(day),
        ProductId = about?.Id,
        IsAdviceWanted = wantsAdvice,
        AnsweredAt = answered is { } at ? Day(at) : null,
    };

    /// <summary>Asked for on day 0.</summary>
    public static Interest Interest(int number, Product about, double? fulfilled = null, InterestKind kind = InterestKind.BackInStock) =>
        new(Id(number), Id(1), about.Id, kind, Day(0), fulfilled is { } at ? Day(at) : null, EndedAt: null);

    public static Visit Visit(int number, int day, string category) =>
        new(Day(day).InUtc().Date, category, 1, Day(day), Day(day), ImportedAt: null) { Id = Id(number) };

    public static AdviceRecord Advice(int number, double day, params Product[] products) =>
        new(Id(number), Id(1), $"hand:{Id(number)}", Day(day), [.. products.Select(p => p.Id)], AcceptedAt: null, AcceptedProductId: null, RegrettedAt: null);

    /// <summary>One that a decision or a job opened, on day 0.</summary>
    public static FollowUp Duty(FollowUpKind kind, string cause, double due, double deadline) => new()
    {
        MerchantId = Guid.Empty,
        Id = Id(77),
        CustomerId = Id(1),
        Kind = kind,
        Cause = cause,
        Step = 1,
        PolicyVersion = 1,
        CreatedAt = Day(0),
        Status = due > 0 ? FollowUpStatus.Scheduled : FollowUpStatus.Due,
        DueAt = Day(due),
        Deadline = Day(deadline),
        Channel = ContactChannel.Staff,
    };

    private static Product Product(int number, string category, decimal price) =>
        new(Id(-number), $"P{number}", $"Product {number}", category, price, IsReturnable: true, HasFacts: false, UseUpDays: null, WarrantyDays: null);
}
