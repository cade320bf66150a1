using NodaTime;

namespace RetentionApi.Demo.Scenes;

/// <summary>Who plays: customers of the shop, found by what happened to them.</summary>
internal sealed class Cast
{
    private const int RegularsNeeded = 24;

    private readonly CustomerTruth[] regulars, visitors;

    public Cast(DemoShop shop)
    {
        Shop = shop;
        var reachable = shop.Truth.Customers().Where(c => c.Customer.Email is not null && c.Customer.ExternalId is not null).ToList();
        regulars = [.. reachable.Where(c => c.Orders > 0).OrderByDescending(c => c.IsAlive).ThenByDescending(c => c.Orders).ThenBy(c => c.Customer.Number)];
        visitors = [.. reachable.Where(c => c.Orders == 0).OrderBy(c => c.Customer.Number)];
        if (regulars.Length < RegularsNeeded || visitors.Length == 0)
            throw new ArgumentException("Too few customers to play all that the shop can.", nameof(shop));
        Today = shop.Until.InZone(DateTimeZoneProviders.Tzdb["Asia/Shanghai"]).Date;
    }

    public DemoShop Shop { get; }

    public LocalDate Today { get; }

    /// <summary>How many have a part: the ids of each are kept as <c>c0</c>, <c>c1</c> …</summary>
    public static int Regulars => RegularsNeeded;

    /// <summary>Customers who stay before those who left, the ones with most orders first.</summary>
    public DemoCustomer Regular(int number) => regulars[number].Customer;

    public DemoCustomer Visitor => visitors[0].Customer;

    /// <summary>Who has been away longest.</summary>
    public IReadOnlyList<DemoCustomer> Gone(int count) =>
        [.. regulars.Skip(RegularsNeeded).Where(c => c.LeftAt is not null).OrderBy(c => c.LeftAt).Take(count).Select(c => c.Customer)];

    /// <summary>One in each zone where the shop has customers, who allowed to be asked: abroad it is day while it is night in China.</summary>
    /// <param name="number">0 for the first in each zone, 1 for the second …</param>
    public IReadOnlyList<DemoCustomer> InEveryZone(int number) =>
    [
        .. regulars.Select(c => c.Customer).Where(c => Life.AllowsSurveys(Shop, c)).GroupBy(c => c.TimeZone).OrderBy(zone => zone.Key, StringComparer.Ordinal)
            .SelectMany(zone => zone.Skip(number).Take(1)),
    ];

    public static string Path(DemoCustomer customer) => $"/v1/customers/{Key(customer)}";

    public static string Key(DemoCustomer customer) => $"~{ApiRequests.Source}:{customer.ExternalId}";

    /// <summary>As a body names a customer by the shop's own id.</summary>
    public static object Reference(DemoCustomer customer) => new { source = ApiRequests.Source, externalId = customer.ExternalId };

    public string Ago(Duration time) => ApiRequests.Text(Shop.Until - time);

    public string Ahead(Duration time) => ApiRequests.Text(Shop.Until + time);

    /// <summary>The quarter that was over last, like 2025-Q4.</summary>
    public string LastQuarter => $"{Today.PlusMonths(-3).Year}-Q{(Today.PlusMonths(-3).Month + 2) / 3}";

    public string Day(int fromToday) => NodaTime.Text.LocalDatePattern.Iso.Format(Today.PlusDays(fromToday));
}
