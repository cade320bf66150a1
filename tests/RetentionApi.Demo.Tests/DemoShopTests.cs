using NodaTime;

namespace RetentionApi.Demo.Tests;

public sealed class DemoShopTests
{
    private static readonly Instant From = Instant.FromUtc(2024, 9, 1, 0, 0), Until = Instant.FromUtc(2026, 3, 1, 0, 0);

    [Fact]
    public void The_same_seed_tells_the_same_story_and_another_one_another() =>
        Told(Shop(200)).Should().Equal(Told(Shop(200))).And.NotEqual(Told(Shop(200, seed: 2)));

    [Fact]
    public void Facts_come_in_order_of_time_and_none_from_outside_the_time_that_was_asked_for()
    {
        var times = Shop(500).Facts().Select(f => f.At).ToList();

        times.Should().BeInAscendingOrder();
        times.Should().OnlyContain(at => at >= From && at < Until);
    }

    [Fact]
    public void No_two_facts_have_one_name() => Shop(500).Facts().OfType<OrderPlaced>().Select(p => p.Order.ExternalId)
        .Concat(Shop(500).Facts().OfType<EnquiryMade>().Select(e => e.ExternalId)).Concat(Shop(500).Facts().OfType<Visited>().Select(v => v.ExternalId))
        .Should().OnlyHaveUniqueItems();

    [Fact]
    public void An_order_follows_its_customer_and_everything_else_follows_its_order()
    {
        var (seen, placed) = (new HashSet<int>(), new HashSet<string>());
        foreach (var fact in Shop(500).Facts())
        {
            if (fact is CustomerSeen first) seen.Add(first.Who.Number);
            if (fact is OrderPlaced { Order: var order }) placed.Add(order.ExternalId);
            (fact.Customer is null || fact.Customer.Kind == CustomerKind.Guest || seen.Contains(fact.Customer.Number)).Should().BeTrue();
            if (fact is OrderDelivered delivered) placed.Should().Contain(delivered.Order.ExternalId);
            if (fact is GoodsReturned returned) placed.Should().Contain(returned.Order.ExternalId);
        }
    }

    [Fact]
    public void A_shop_has_guests_visitors_late_deliveries_and_deliveries_that_nobody_reports()
    {
        var facts = Shop(500).Facts().ToList();

        facts.Select(f => f.Customer?.Kind).Should().Contain([CustomerKind.Account, CustomerKind.Guest, CustomerKind.Visitor]);
        facts.OfType<OrderPlaced>().Select(p => p.Order).Should().Contain(o => o.IsLate).And.Contain(o => !o.IsDeliveryReported);
        facts.OfType<EnquiryMade>().Should().Contain(e => e.AnsweredAt == null).And.Contain(e => e.IsAdviceWanted);
    }

    private static DemoShop Shop(int customers, long seed = 1) => DemoShop.Simulate(seed, customers, From, Until);

    private static List<string> Told(DemoShop shop) => [.. shop.Facts().Select(ApiRequests.Of).Select(r => $"{r.Path} {r.Json}")];
}
