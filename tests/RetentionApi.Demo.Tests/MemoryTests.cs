using NodaTime;

namespace RetentionApi.Demo.Tests;

/// <summary>Alone, for others' garbage would be counted as its own.</summary>
[CollectionDefinition(nameof(MemoryTests), DisableParallelization = true)]
[Collection(nameof(MemoryTests))]
public sealed class MemoryTests
{
    [Fact]
    public void What_is_kept_is_little_however_much_has_happened()
    {
        const int customers = 10_000;
        using var facts = DemoShop.Simulate(1, customers, Instant.FromUtc(2024, 9, 1, 0, 0), Instant.FromUtc(2026, 3, 1, 0, 0)).Facts().GetEnumerator();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var (most, told) = (0L, 0);

        while (facts.MoveNext())
        {
            if (++told % 25_000 == 0) most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true) - before);
        }

        told.Should().BeGreaterThan(10 * customers);
        (most / customers).Should().BeLessThan(100, "bytes a customer");
    }
}
