using RetentionApi.Churn.Tests.Support;

namespace RetentionApi.Churn.Tests;

/// <summary>Runs alone, so that the processor time of the process is that of the test.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;

/// <summary>
/// Processor time, the best of a few runs, held to a few times what is wanted: only a slower algorithm fails, not a busy machine. The times are printed.
/// </summary>
[Collection(nameof(Alone))]
public sealed class PerformanceTests(ITestOutputHelper output)
{
    private const int Today = 730;

    [Theory]
    [InlineData(2_357, 10)]
    [InlineData(23_570, 40)]
    [InlineData(1_000_000, 2_000)]
    public void A_fit_with_grouping_is_quick(int customers, int wanted)
    {
        var buyers = Shop.Buyers(customers);

        var taken = Best(() => ModelFitter.MaximumAPosteriori(PurchaseHistories.From(buyers, Today)), runs: 5);

        output.WriteLine($"fit {customers:N0} ({PurchaseHistories.From(buyers, Today).Rows.Length:N0} rows): {taken:F1} ms, wanted {wanted} ms");
        taken.Should().BeLessThan(4 * wanted);
    }

    [Fact]
    public void The_probability_of_a_million_customers_is_quick()
    {
        var buyers = Shop.Buyers(1_000_000);
        var probabilities = new double[buyers.Count];

        var taken = Best(() => Shop.Truth.ProbabilitiesOfOrder(buyers, Today, Horizon.Quarter, probabilities), runs: 5);

        output.WriteLine($"P(order) of {buyers.Count:N0}: {taken:F1} ms, wanted 100 ms");
        taken.Should().BeLessThan(400);
    }

    [Fact]
    public void All_that_is_stored_of_a_million_customers_is_quick()
    {
        var buyers = Shop.Buyers(1_000_000);
        var model = new ScoringModel(Shop.Truth, Horizon.Quarter, IsDegenerate: false, RiskRule.Default);

        var taken = Best(() => CustomerScores.Of(model, buyers, Today), runs: 2);

        output.WriteLine($"full scores of {buyers.Count:N0}: {taken:F1} ms");
        taken.Should().BeLessThan(6_000);
    }

    private static double Best(Action action, int runs)
    {
        var best = double.PositiveInfinity;
        for (var run = 0; run < runs; run++)
        {
            var before = Environment.CpuUsage.TotalTime;
            action();
            best = Math.Min(best, (Environment.CpuUsage.TotalTime - before).TotalMilliseconds);
        }
        return best;
    }
}
