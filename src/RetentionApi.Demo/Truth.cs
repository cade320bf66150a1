using NodaTime;

namespace RetentionApi.Demo;

/// <param name="OrdersPerDay">While the customer is one.</param>
/// <param name="DropOut">The probability to leave after an order with which all was well.</param>
/// <param name="Orders">Placed before the end.</param>
/// <param name="LeftAt">The last order, after which there will be none; null: still a customer at the end, or never one (no order).</param>
public sealed record CustomerTruth(DemoCustomer Customer, double OrdersPerDay, double DropOut, int Orders, Instant? LeftAt)
{
    public bool IsAlive => Orders > 0 && LeftAt is null;
}

/// <summary>What nobody in the shop can know.</summary>
public sealed class Truth
{
    private readonly DemoShop shop;

    internal Truth(DemoShop shop) => this.shop = shop;

    public Diligence Diligence => shop.Diligence;

    public (DemoProduct Product, string Batch) BadBatch => (Catalogue.Teapot, shop.BadBatch);

    /// <summary>The share of what was sold of this batch that is faulty.</summary>
    public double DefectRate(DemoProduct product, string batch) => Life.DefectRate(shop, product, batch);

    /// <param name="number">1 to the number of customers.</param>
    public CustomerTruth Of(int number)
    {
        var life = new Life(shop, number);
        var (order, at) = life.Begin();
        var (orders, lastAt) = (0, at);
        while (at < shop.Until)
        {
            var episode = life.Live(order, at);
            if (episode.Order is not null) (orders, lastAt) = (orders + 1, at);
            if (episode.NextOrderAt is not { } next) return new CustomerTruth(life.Customer, life.OrdersPerDay, life.DropOut, orders, orders > 0 ? lastAt : null);
            (order, at) = ((ushort)(order + 1), next);
        }

        return new CustomerTruth(life.Customer, life.OrdersPerDay, life.DropOut, orders, null);
    }

    public IEnumerable<CustomerTruth> Customers() => Enumerable.Range(1, shop.Customers).Select(Of);
}
