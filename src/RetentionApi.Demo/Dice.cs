namespace RetentionApi.Demo;

/// <summary>What a throw of the dice is about; with the customer and the order it is the throw's address.</summary>
internal enum Chapter : ulong
{
    Person = 1,
    Contact,
    Order,
    Consent,
}

/// <summary>SplitMix64 (Steele, Lea and Flood 2014). Not <see cref="Random"/>: this one is a struct that starts anywhere for nothing, so any order of any customer
/// can be thrown again without what came before it, and the simulation keeps next to nothing in memory.</summary>
internal struct Dice(long seed, Chapter chapter, int customer, int order = 0)
{
    private const ulong Golden = 0x9E3779B97F4A7C15;

    private ulong state = Mix(Mix(Mix(Mix((ulong)seed) + (ulong)chapter) + (ulong)customer) + (ulong)order);

    /// <summary>0 ≤ value &lt; 1.</summary>
    public double Share() => (Next() >> 11) * (1.0 / (1UL << 53));

    public bool Chance(double probability) => Share() < probability;

    /// <summary>Both ends can come.</summary>
    public int Between(int least, int most) => least + (int)(Share() * (most - least + 1));

    public T Pick<T>(IReadOnlyList<T> items) => items[Between(0, items.Count - 1)];

    public double Exponential(double mean) => -mean * Math.Log(1 - Share());

    /// <summary>Gamma with shape 2.</summary>
    public double Gamma2(double mean) => Exponential(mean / 2) + Exponential(mean / 2);

    /// <summary>Beta(1, b).</summary>
    public double Beta1(double b) => 1 - Math.Pow(1 - Share(), 1 / b);

    private ulong Next() => Mix(state += Golden);

    private static ulong Mix(ulong value)
    {
        value += Golden;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
