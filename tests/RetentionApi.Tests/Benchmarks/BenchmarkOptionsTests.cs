using RetentionApi.Benchmarks;

namespace RetentionApi.Tests.Benchmarks;

public sealed class BenchmarkOptionsTests
{
    [Fact]
    public void Names_and_options_come_in_any_order()
    {
        var options = BenchmarkOptions.Parse(["order-reports", "--customers=20000", "--seconds", "5", "churn"]).Value;

        options.Names.Should().Equal("order-reports", "churn");
        (options.Customers, options.Seconds).Should().Be((20_000, 5));
    }

    [Theory]
    [InlineData("orders")]
    [InlineData("--customers=none")]
    [InlineData("--seconds")]
    [InlineData("--fast")]
    public void What_it_does_not_know_it_refuses(string argument) => BenchmarkOptions.Parse([argument]).IsOk.Should().BeFalse();

    [Fact]
    public void Help_names_all_that_can_be_measured()
    {
        var help = File.ReadAllText(Path.Combine(Conventions.Repository.Root, "benchmarks/run"));

        Benchmark.All.Select(b => b.Name).Should().OnlyContain(name => help.Contains($"  {name} ", StringComparison.Ordinal));
    }
}
