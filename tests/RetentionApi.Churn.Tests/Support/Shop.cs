namespace RetentionApi.Churn.Tests.Support;

/// <summary>A simulated shop: buyers of the model itself, seeded.</summary>
internal static class Shop
{
    public static readonly ModelParameters Truth = new(R: 0.6, Alpha: 40, A: 0.8, B: 1.6);

    /// <summary>Buyers who came within <paramref name="days"/> days up to day <paramref name="days"/>.</summary>
    public static BuyerTable Buyers(int count, int days = 730, int seed = 1)
    {
        var random = new Random(seed);
        var (first, last, orderDays) = (new int[count], new int[count], new int[count]);
        for (var i = 0; i < count; i++)
        {
            first[i] = random.Next(days);
            (last[i], orderDays[i]) = Orders(random, first[i], days);
        }
        return new BuyerTable(first, last, orderDays);
    }

    private static (int Last, int OrderDays) Orders(Random random, int first, int end)
    {
        var rate = Gamma(random, Truth.R) / Truth.Alpha;
        var a = Gamma(random, Truth.A);
        var dropout = a / (a + Gamma(random, Truth.B));
        var (time, last, orderDays) = ((double)first, first, 1);
        while (random.NextDouble() >= dropout)
        {
            time += -Math.Log(1 - random.NextDouble()) / rate;
            if (time >= end + 1.0)
                break;
            orderDays += (int)time > last ? 1 : 0;
            last = (int)time;
        }
        return (last, orderDays);
    }

    /// <summary>Gamma(shape, 1) by Marsaglia &amp; Tsang 2000, raised by one for small shapes.</summary>
    private static double Gamma(Random random, double shape)
    {
        if (shape < 1)
            return Gamma(random, shape + 1) * Math.Pow(1 - random.NextDouble(), 1 / shape);
        var d = shape - (1.0 / 3);
        while (true)
        {
            var normal = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
            var cube = Math.Pow(1 + (normal / Math.Sqrt(9 * d)), 3);
            if (cube > 0 && Math.Log(1 - random.NextDouble()) < (normal * normal / 2) + (d * (1 - cube + Math.Log(cube))))
                return d * cube;
        }
    }
}
