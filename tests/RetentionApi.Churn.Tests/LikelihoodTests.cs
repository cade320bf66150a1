using CsCheck;
using RetentionApi.Churn.Tests.Support;

namespace RetentionApi.Churn.Tests;

public sealed class LikelihoodTests
{
    private static readonly ModelParameters Somewhere = new(0.53, 44, 0.87, 1.54);

    [Theory]
    [InlineData(PurchaseModel.BgNbd, -1698.8840543532503)]
    [InlineData(PurchaseModel.MbgNbd, -1496.6175306792358)]
    public void The_likelihood_is_that_of_the_gamma_and_beta_functions(PurchaseModel model, double expected) =>
        Likelihood.Log(Somewhere with { Model = model }, Grid.Histories()).ShouldBeNear(expected, 1e-13);

    [Fact]
    public void The_unit_of_time_only_shifts_the_likelihood() => Any.Parameters.Sample(parameters =>
    {
        var weekly = parameters with { Alpha = parameters.Alpha / 7 };

        var inDays = Likelihood.Log(parameters, Grid.Histories());

        inDays.ShouldBeNear(Likelihood.Log(weekly, Grid.Histories(unit: 7)) - (Grid.Histories().Repeats * Math.Log(7)), 1e-12);
    });

    [Fact]
    public void The_gradient_is_that_of_finite_differences() => Any.Parameters.Sample(parameters =>
    {
        const double Step = 1e-5;
        var (gradient, unused) = (new double[4], new double[4]);
        var likelihood = new Likelihood(Grid.Histories());
        likelihood.Evaluate(parameters, gradient);

        for (var i = 0; i < 4; i++)
        {
            var rise = likelihood.Evaluate(Stretched(parameters, i, Step), unused) - likelihood.Evaluate(Stretched(parameters, i, -Step), unused);
            gradient[i].Should().BeApproximately(rise / (2 * Step), 1e-5 * (100 + Math.Abs(gradient[i])));
        }
    });

    [Fact]
    public void Merging_equal_histories_changes_nothing() => Any.History.Array[1, 20].Sample(rows =>
    {
        var twice = PurchaseHistories.From([.. rows, .. rows], Enumerable.Repeat(1.0, 2 * rows.Length).ToArray());
        var merged = PurchaseHistories.From(rows, Enumerable.Repeat(2.0, rows.Length).ToArray());

        Likelihood.Log(Somewhere, twice).ShouldBeNear(Likelihood.Log(Somewhere, merged), 1e-12);
    });

    [Fact]
    public void The_likelihood_of_two_thousand_orders_and_of_extreme_parameters_is_finite()
    {
        var loyal = PurchaseHistories.From([new PurchaseHistory(0, 0, 0), new PurchaseHistory(2_000, 3_650, 3_650)], [1, 1]);

        foreach (var parameters in new ModelParameters[] { new(1e-6, 1e-6, 1e-6, 1e-6), new(1e6, 1e8, 1e6, 1e6), new(1e6, 1e-6, 1e-6, 1e6) })
            Likelihood.Log(parameters, loyal).Should().Match(value => double.IsFinite(value));
    }

    private static ModelParameters Stretched(ModelParameters p, int which, double by) => which switch
    {
        0 => p with { R = p.R * Math.Exp(by) },
        1 => p with { Alpha = p.Alpha * Math.Exp(by) },
        2 => p with { A = p.A * Math.Exp(by) },
        _ => p with { B = p.B * Math.Exp(by) },
    };
}
