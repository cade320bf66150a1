using NodaTime;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Explanations;

namespace RetentionApi.Merchants;

/// <summary>The made-up tea shop of every example in the description: 王芳 was in touch on 1 March, ordered, had her tea on the 4th and was asked about it on the 12th.</summary>
internal static class ExampleShop
{
    public const string Currency = "CNY", CustomerName = "王芳", Email = "wang.fang@example.com";

    public static readonly Guid
        Customer = new("019cab3c-7c00-7a51-b1a4-2f6d1c3e5a70"),
        OrderLine = new("019cab3c-7c00-7a51-b1a4-2f6d1c3e5a71"),
        Order = new("019cab3c-7c00-7a51-b1a4-2f6d1c3e5a72"),
        Delivery = new("019cab3c-7c00-7a51-b1a4-2f6d1c3e5a73"),
        FollowUp = new("019cab3c-7c00-7a51-b1a4-2f6d1c3e5a74"),
        Message = new("019cab3c-7c00-7a51-b1a4-2f6d1c3e5a75"),
        Operation = new("019cab3c-7c00-7a51-b1a4-2f6d1c3e5a76"),
        Model = new("019cab3c-7c00-7a51-b1a4-2f6d1c3e5a77"),
        Owner = new("019cab3c-7c00-7a51-b1a4-2f6d1c3e5a78"),
        Welcome = new("019cab3c-7c00-7a51-b1a4-2f6d1c3e5a79"),
        Referral = new("019cab3c-7c00-7a51-b1a4-2f6d1c3e5a7a"),
        Referred = new("019cab3c-7c00-7a51-b1a4-2f6d1c3e5a7b"),
        Team = new("019cab3c-7c00-7a51-b1a4-2f6d1c3e5a7c"),
        Segment = new("019cab3c-7c00-7a51-b1a4-2f6d1c3e5a7d"),
        Product = new("019cab3c-7c00-7a51-b1a4-2f6d1c3e5a7e"),
        Interest = new("019cab3c-7c00-7a51-b1a4-2f6d1c3e5a7f"),
        Advice = new("019cab3c-7c00-7a51-b1a4-2f6d1c3e5a80");

    public static readonly Instant
        FirstContact = Instant.FromUtc(2026, 3, 1, 1, 30),
        Welcomed = Instant.FromUtc(2026, 3, 1, 1, 31),
        Ordered = Instant.FromUtc(2026, 3, 1, 2, 12),
        Promised = Instant.FromUtc(2026, 3, 4, 10, 0),
        Shipped = Instant.FromUtc(2026, 3, 2, 9, 0),
        Delivered = Instant.FromUtc(2026, 3, 4, 7, 20),
        CheckDue = Instant.FromUtc(2026, 3, 11, 7, 20),
        Answered = Instant.FromUtc(2026, 3, 12, 2, 30),
        Now = Instant.FromUtc(2026, 3, 12, 3, 0);

    public static readonly LocalDate Today = new(2026, 3, 12), OrderDay = new(2026, 3, 1);

    private static readonly Reader English = new("en", DateTimeZoneProviders.Tzdb["Asia/Shanghai"]);

    public static Money Yuan(decimal amount) => Money.Rounded(amount, Currency);

    public static ExplanationView Explain(string code, params (string Name, object Value)[] parameters) => English.Explain(Explanation.Of(code, parameters));
}
