using NodaTime;

namespace RetentionApi.Demo.Tests;

public sealed class TruthTests
{
    private static readonly DemoShop Shop = DemoShop.Simulate(1, 5000, Instant.FromUtc(2024, 9, 1, 0, 0), Instant.FromUtc(2026, 3, 1, 0, 0));

    private static readonly List<DemoFact> Facts = [.. Shop.Facts()];

    private static readonly List<DemoLine> Sold = [.. Facts.OfType<OrderPlaced>().SelectMany(p => p.Order.Lines)];

    [Fact]
    public void The_truth_counts_the_orders_that_were_told()
    {
        var told = Facts.OfType<OrderPlaced>().CountBy(p => p.Order.Customer.Number).ToDictionary();

        Shop.Truth.Customers().Should().OnlyContain(c => c.Orders == told.GetValueOrDefault(c.Customer.Number));
    }

    [Fact]
    public void Who_left_did_so_with_the_last_order_and_about_half_stayed()
    {
        var last = Facts.OfType<OrderPlaced>().GroupBy(p => p.Order.Customer.Number).ToDictionary(g => g.Key, g => g.Max(p => p.At));
        var (left, alive) = (Shop.Truth.Customers().Where(c => c.LeftAt is not null).ToList(), Shop.Truth.Customers().Where(c => c.IsAlive).ToList());

        left.Should().OnlyContain(c => last[c.Customer.Number] == c.LeftAt);
        (alive.Count / (double)(alive.Count + left.Count)).Should().BeInRange(0.3, 0.7);
    }

    [Fact]
    public void Nobody_who_only_visits_buys() => Shop.Truth.Customers().Where(c => c.Customer.Kind == CustomerKind.Visitor).Should().OnlyContain(c => c.Orders == 0 && !c.IsAlive);

    [Fact]
    public void Every_product_is_as_faulty_as_the_truth_says()
    {
        foreach (var lines in Sold.GroupBy(l => (l.Product, IsBad: l.Batch == Shop.Truth.BadBatch.Batch)))
        {
            var rate = Shop.Truth.DefectRate(lines.Key.Product, lines.First().Batch);
            var deviation = Math.Sqrt(rate * (1 - rate) / lines.Count());
            (lines.Count(l => l.IsDefective) / (double)lines.Count()).Should().BeInRange(rate - 4 * deviation, rate + 4 * deviation, lines.Key.Product.Sku);
        }
    }

    [Fact]
    public void The_bad_batch_comes_back_more_often_than_the_rest_of_its_product()
    {
        var (product, bad) = Shop.Truth.BadBatch;
        var returned = Facts.OfType<GoodsReturned>().Where(r => r.Reason is "fault" or "notAsDescribed").SelectMany(r => r.Lines).ToList();

        double Share(Func<DemoLine, bool> which) => returned.Count(l => l.Product == product && which(l)) / (double)Sold.Count(l => l.Product == product && which(l));

        Sold.Count(l => l.Batch == bad).Should().BeGreaterThan(50);
        Share(l => l.Batch == bad).Should().BeGreaterThan(0.15);
        Share(l => l.Batch != bad).Should().BeLessThan(0.04);
    }

    [Fact]
    public void The_merchant_is_as_diligent_as_the_truth_says()
    {
        var enquiries = Facts.OfType<EnquiryMade>().ToList();

        (enquiries.Count(e => e.AnsweredAt - e.At <= Duration.FromHours(3)) / (double)enquiries.Count).Should().BeApproximately(Shop.Truth.Diligence.AnswersInTime, 0.03);
        (enquiries.Count(e => e.AnsweredAt is null) / (double)enquiries.Count).Should().BeApproximately(0.08, 0.02);
    }

    [Fact]
    public void A_merchant_who_asks_after_quality_keeps_more_customers()
    {
        int Alive(double asks) => DemoShop.Simulate(1, 5000, Shop.From, Shop.Until, new Diligence(AsksAfterQuality: asks)).Truth.Customers().Count(c => c.IsAlive);

        Alive(1).Should().BeGreaterThan(Alive(0));
    }
}
