using NodaTime;

namespace RetentionApi.Demo;

/// <summary>One order and what follows from it; or what came before the first.</summary>
/// <param name="Facts">At least one, by time; the first begins the episode.</param>
/// <param name="NextOrderAt">Null: the customer has left, or never buys.</param>
internal sealed record Episode(IReadOnlyList<DemoFact> Facts, Instant? NextOrderAt, DemoOrder? Order);

/// <summary>One customer's dealings with the shop. Everything follows from shop and number: an episode can be lived again without those before it.</summary>
internal readonly struct Life
{
    private const double MeanOrdersPerDay = 1 / 40.0, DefectRateOfBadBatch = 0.35;

    private readonly DemoShop shop;

    public Life(DemoShop shop, int number)
    {
        this.shop = shop;
        var dice = new Dice(shop.Seed, Chapter.Person, number);
        Customer = People.Make(ref dice, number, shop.ContactAt(number));
        OrdersPerDay = dice.Gamma2(MeanOrdersPerDay);
        DropOut = dice.Beta1(8);
    }

    public DemoCustomer Customer { get; }

    public double OrdersPerDay { get; }

    /// <summary>The probability to leave after an order with which all was well.</summary>
    public double DropOut { get; }

    public static double DefectRate(DemoShop shop, DemoProduct product, string batch) => batch == shop.BadBatch ? DefectRateOfBadBatch : product.DefectRate;

    public static bool AllowsSurveys(DemoShop shop, DemoCustomer customer) => new Dice(shop.Seed, Chapter.Consent, customer.Number).Chance(0.8);

    /// <summary>A guest's first contact is the first order; everybody else is seen before.</summary>
    public (ushort Order, Instant At) Begin() => (Customer.Kind == CustomerKind.Guest ? (ushort)1 : (ushort)0, Customer.FirstContactAt);

    public Episode Live(int order, Instant at)
    {
        var dice = new Dice(shop.Seed, Chapter.Order, Customer.Number, order);
        return order == 0 ? GetToKnow(ref dice, at) : Buy(ref dice, order, at);
    }

    private Episode GetToKnow(ref Dice dice, Instant at)
    {
        var facts = new List<DemoFact> { new CustomerSeen(at, Customer) };
        if (Customer is { Kind: CustomerKind.Account, Email: not null })
            facts.Add(new ConsentTold(at, Customer, AllowsSurveys(shop, Customer)));
        var product = Catalogue.Choose(ref dice);
        var visits = Customer.Kind == CustomerKind.Visitor ? dice.Between(1, 4) : dice.Between(0, 1);
        for (var visit = 0; visit < visits; visit++) facts.Add(new Visited(Later(ref dice, at, visit, visit + 0.5), Customer, product));
        if (dice.Chance(0.3))
        {
            var (isAdviceWanted, askedAt) = (dice.Chance(0.3), Later(ref dice, at, 0, 0.2));
            Service.Ask(ref dice, shop.Diligence, facts, isAdviceWanted
                ? new EnquiryMade(askedAt, Customer, 0, null, true, "想买茶送长辈，请推荐", null)
                : new EnquiryMade(askedAt, Customer, 0, product, false, $"{product.Name}怎么用？", null));
        }

        Instant? first = Customer.Kind == CustomerKind.Visitor ? null : dice.Chance(0.7) ? Later(ref dice, at, 0.02, 0.1) : Waking(ref dice, at, dice.Between(1, 10));
        return new Episode(ByTime(facts), first, null);
    }

    private Episode Buy(ref Dice dice, int number, Instant at)
    {
        var order = Choose(ref dice, number, at);
        var facts = new List<DemoFact> { new OrderPlaced(at, order) };
        var wasCared = Service.Follow(ref dice, shop.Diligence, facts, order);
        Instant? next = dice.Chance(Stays(order, wasCared)) ? Waking(ref dice, at, 1 + (int)Math.Min(dice.Exponential(1 / OrdersPerDay), 20_000)) : null;
        return new Episode(ByTime(facts), next, order);
    }

    private DemoOrder Choose(ref Dice dice, int number, Instant at)
    {
        var lines = new List<DemoLine>();
        var wanted = dice.Between(1, 3);
        for (var line = 0; line < wanted; line++)
        {
            var product = Catalogue.Choose(ref dice);
            if (lines.Any(l => l.Product == product)) continue;
            var batch = DemoShop.BatchOf(product, at);
            lines.Add(new DemoLine(lines.Count + 1, product, batch, product.UseUpDays is null ? 1 : dice.Between(1, 2), dice.Chance(DefectRate(shop, product, batch))));
        }

        var (isLate, isReported) = (dice.Chance(0.1), dice.Chance(0.92));
        return new DemoOrder(Customer, number, at, lines, at + Duration.FromDays(4), Later(ref dice, at, isLate ? 4.2 : 1, isLate ? 9 : 4), isReported);
    }

    /// <summary>Who was let down leaves sooner, unless the merchant asked.</summary>
    private double Stays(DemoOrder order, bool wasAsked) =>
        (1 - DropOut) * (!order.HasDefect ? 1 : wasAsked ? 0.8 : 0.5) * (order.IsLate ? 0.9 : 1);

    /// <summary>Some time between so many days after.</summary>
    internal static Instant Later(ref Dice dice, Instant at, double leastDays, double mostDays) =>
        at + Duration.FromSeconds((long)((leastDays + dice.Share() * (mostDays - leastDays)) * 86_400) + 1);

    /// <summary>So many days after, between eight in the morning and ten at night in China.</summary>
    private static Instant Waking(ref Dice dice, Instant at, int days) =>
        Instant.FromUnixTimeSeconds((at.ToUnixTimeSeconds() / 86_400 + days) * 86_400 + (long)(dice.Share() * 14 * 3600));

    private static List<DemoFact> ByTime(IEnumerable<DemoFact> facts) => [.. facts.OrderBy(f => f.At)];
}
