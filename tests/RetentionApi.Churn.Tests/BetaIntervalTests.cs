namespace RetentionApi.Churn.Tests;

public sealed class BetaIntervalTests
{
    [Fact]
    public void The_ends_of_a_share_that_has_a_closed_form_are_right()
    {
        // Beta(1, 9) has the distribution 1 − (1 − x)^9.
        var interval = BetaInterval.Central(1, 9);

        interval.Mean.Should().BeApproximately(0.1, 1e-12);
        interval.Low.Should().BeApproximately(1 - Math.Pow(0.975, 1 / 9.0), 1e-9);
        interval.High.Should().BeApproximately(1 - Math.Pow(0.025, 1 / 9.0), 1e-9);
    }

    [Theory]
    [InlineData(5, 11, 0.118241, 0.551003)]
    [InlineData(5, 44, 0.034698, 0.199828)]
    public void And_so_are_others(double a, double b, double low, double high)
    {
        var interval = BetaInterval.Central(a, b);

        interval.Low.Should().BeApproximately(low, 1e-6);
        interval.High.Should().BeApproximately(high, 1e-6);
    }
}
