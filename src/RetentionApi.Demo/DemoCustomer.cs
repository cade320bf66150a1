using System.Globalization;
using NodaTime;

namespace RetentionApi.Demo;

/// <summary>How the shop knows a person.</summary>
public enum CustomerKind
{
    /// <summary>Has an account; buys.</summary>
    Account,

    /// <summary>Buys without an account: an address and no identity.</summary>
    Guest,

    /// <summary>Looks, may ask, never buys.</summary>
    Visitor,
}

/// <param name="Number">1, 2, 3 … in the order of their first contact.</param>
/// <param name="Phone">E.164.</param>
public sealed record DemoCustomer(
    int Number, CustomerKind Kind, string Name, string? Email, string? Phone, string Language, string TimeZone, string Country,
    IReadOnlyList<string> Tags, Instant FirstContactAt)
{
    /// <summary>Null for a guest.</summary>
    public string? ExternalId => Kind == CustomerKind.Guest ? null : string.Create(CultureInfo.InvariantCulture, $"c-{Number}");
}

/// <summary>Makes up people.</summary>
internal static class People
{
    private static readonly Home China = new("zh-CN", "Asia/Shanghai", "CN", "+86138", 8,
        ["王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙"],
        ["芳", "伟", "秀英", "敏", "静", "磊", "洋", "婷", "建国", "雪梅", "子涵", "浩然"]);

    private static readonly Home[] Abroad =
    [
        new("en", "Europe/London", "GB", "+447700", 6, ["Smith", "Patel", "Evans", "Clarke"], ["Olivia", "James", "Amelia", "Harry"]),
        new("en", "America/Los_Angeles", "US", "+141555", 5, ["Nguyen", "Garcia", "Miller", "Lee"], ["Emma", "Liam", "Sofia", "Noah"]),
        new("de", "Europe/Berlin", "DE", "+49151", 8, ["Müller", "Schmidt", "Weber", "Koch"], ["Anna", "Jonas", "Lena", "Paul"]),
        new("ja", "Asia/Tokyo", "JP", "+8190", 8, ["佐藤", "鈴木", "高橋", "田中"], ["陽菜", "蓮", "結衣", "大翔"]),
    ];

    public static DemoCustomer Make(ref Dice dice, int number, Instant firstContactAt)
    {
        var kind = dice.Share() switch { < 0.72 => CustomerKind.Account, < 0.87 => CustomerKind.Guest, _ => CustomerKind.Visitor };
        var home = dice.Chance(0.8) ? China : dice.Pick(Abroad);
        var (family, given) = (dice.Pick(home.FamilyNames), dice.Pick(home.GivenNames));
        var hasEmail = kind == CustomerKind.Guest || dice.Chance(kind == CustomerKind.Visitor ? 0.4 : 0.9);
        var hasPhone = kind == CustomerKind.Account && dice.Chance(0.7);
        return new DemoCustomer(
            number,
            kind,
            family[0] > 0x2E80 ? family + given : $"{given} {family}", // Chinese and Japanese names begin with the family's.
            hasEmail ? string.Create(CultureInfo.InvariantCulture, $"customer{number}@example.com") : null,
            hasPhone ? home.PhonePrefix + number.ToString("D" + home.PhoneDigits, CultureInfo.InvariantCulture) : null,
            home.Language,
            home.TimeZone,
            home.Country,
            kind == CustomerKind.Account && dice.Chance(0.2) ? ["茶友会"] : [],
            firstContactAt);
    }

    private sealed record Home(
        string Language, string TimeZone, string Country, string PhonePrefix, int PhoneDigits, IReadOnlyList<string> FamilyNames, IReadOnlyList<string> GivenNames);
}
