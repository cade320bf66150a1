using CsCheck;
using RetentionApi.Churn.Tests.Support;

namespace RetentionApi.Churn.Tests;

public sealed class SpendTests
{
    private static readonly int[] Repeats = [1, 2, 5, 17, 1];
    private static readonly double[] Values = [12.5, 40, 31.25, 8.75, 250];

    /// <remarks>Integrated numerically over ν with 30 digits.</remarks>
    [Theory]
    [InlineData(6.25, 3.74, 15.44, -27.8129828617983658)]
    [InlineData(0.9, 1.2, 100, -29.4923602624349282)]
    public void The_likelihood_is_that_of_the_mixture(double p, double q, double v, double expected) =>
        Spenders.Of(Repeats, Values).LogLikelihood(new SpendModel(p, q, v), new double[3]).ShouldBeNear(expected, 1e-12);

    [Fact]
    public void The_gradient_is_that_of_finite_differences()
    {
        const double Step = 1e-5;
        var (spenders, model, gradient, unused) = (Spenders.Of(Repeats, Values), new SpendModel(2, 3, 20), new double[3], new double[3]);
        spenders.LogLikelihood(model, gradient);

        double Slope(Func<double, SpendModel> stretched) =>
            (spenders.LogLikelihood(stretched(Math.Exp(Step)), unused) - spenders.LogLikelihood(stretched(Math.Exp(-Step)), unused)) / (2 * Step);

        gradient[0].ShouldBeNear(Slope(by => model with { P = model.P * by }), 1e-7);
        gradient[1].ShouldBeNear(Slope(by => model with { Q = model.Q * by }), 1e-7);
        gradient[2].ShouldBeNear(Slope(by => model with { V = model.V * by }), 1e-7);
    }

    /// <remarks>Integrated numerically over ν with 30 digits.</remarks>
    [Theory]
    [InlineData(1, 12.5, 19.4243604004449388)]
    [InlineData(2, 40, 39.1404199475065617)]
    [InlineData(5, 31.25, 31.5699470432480141)]
    public void The_expected_value_lies_between_the_customers_own_mean_and_the_merchants(int repeats, double mean, double expected) =>
        new SpendModel(6.25, 3.74, 15.44).ExpectedValue(repeats, mean)!.Value.ShouldBeNear(expected, 1e-12);

    [Fact]
    public void Without_a_finite_mean_no_value_is_given() => new SpendModel(6, 1, 15).ExpectedValue(3, 20).Should().BeNull();

    [Fact]
    public void Those_who_spent_nothing_are_left_out_and_counted_and_one_time_buyers_do_not_count()
    {
        var fit = SpendFitter.Fit([.. Repeats, 3, 0], [.. Values, 0, 99])!;

        (fit.Customers, fit.LeftOut).Should().Be((5, 1));
    }

    [Fact]
    public void Without_repeat_buyers_there_is_no_fit() => SpendFitter.Fit([0, 0], [10, 20]).Should().BeNull();

    [Theory]
    [InlineData(1)]
    [InlineData(50)]
    public void Where_all_spend_alike_that_is_what_is_expected(int customers)
    {
        var fit = SpendFitter.Fit(Enumerable.Repeat(3, customers).ToArray(), Enumerable.Repeat(20.0, customers).ToArray())!;

        fit.Model.ExpectedValue(0, 0)!.Value.ShouldBeNear(20, 0.01);
        fit.Model.ExpectedValue(3, 20)!.Value.ShouldBeNear(20, 0.01);
    }

    [Fact]
    public void Any_spend_has_a_finite_fit_in_any_currency() =>
        Gen.Select(Gen.Select(Gen.Int[1, 50], Gen.Double[0.01, 1_000]).Array[3, 40], Gen.OneOf(Gen.Const(0.01), Gen.Const(1_000.0))).Sample((customers, rate) =>
        {
            var repeats = customers.Select(customer => customer.Item1).ToArray();

            var fit = SpendFitter.Fit(repeats, [.. customers.Select(customer => customer.Item2 * rate)])!;

            double.IsFinite(fit.LogLikelihood).Should().BeTrue();
            fit.Model.ExpectedValue(2, 10 * rate).Should().Match(value => value == null || value > 0);
        });
}
