using CsCheck;
using RetentionApi.Churn.Tests.Support;

namespace RetentionApi.Churn.Tests;

public sealed class ModelFitterTests
{
    [Theory]
    [InlineData(PurchaseModel.MbgNbd, true, 0.20108302343644, 70.404895024525, 0.87801316251501, 1.3588761056951, -1394.0314608759)]
    [InlineData(PurchaseModel.MbgNbd, false, 0.16501820446197, 64.380024485949, 1.0876087428119, 2.2909027727675, -1393.8166775506)]
    [InlineData(PurchaseModel.BgNbd, true, 0.1128312100856, 65.193542933907, 0.71682922576018, 1.7595368083958, -1393.1430204225)]
    [InlineData(PurchaseModel.BgNbd, false, 0.10274170324572, 57.93179167064, 0.84104623683185, 2.0762374060358, -1392.9581714747)]
    public void The_fit_is_the_maximum(PurchaseModel model, bool hasPrior, double r, double alpha, double a, double b, double logLikelihood)
    {
        var fit = hasPrior ? ModelFitter.MaximumAPosteriori(Grid.Histories(), model) : ModelFitter.MaximumLikelihood(Grid.Histories(), model);

        fit.Parameters.R.ShouldBeNear(r, 1e-6);
        fit.Parameters.Alpha.ShouldBeNear(alpha, 1e-6);
        fit.Parameters.A.ShouldBeNear(a, 1e-5);
        fit.Parameters.B.ShouldBeNear(b, 1e-5);
        fit.LogLikelihood.ShouldBeNear(logLikelihood, 1e-10);
    }

    [Fact]
    public void The_fit_does_not_depend_on_the_unit_of_time()
    {
        var (days, weeks) = (ModelFitter.MaximumLikelihood(Grid.Histories()), ModelFitter.MaximumLikelihood(Grid.Histories(unit: 7)));

        weeks.Parameters.R.ShouldBeNear(days.Parameters.R, 1e-6);
        weeks.Parameters.Alpha.ShouldBeNear(days.Parameters.Alpha / 7, 1e-6);
        weeks.Parameters.A.ShouldBeNear(days.Parameters.A, 1e-5);
        weeks.Parameters.B.ShouldBeNear(days.Parameters.B, 1e-5);
    }

    [Fact]
    public void A_large_shop_gives_back_the_truth_it_was_made_from()
    {
        var fit = ModelFitter.MaximumAPosteriori(PurchaseHistories.From(Shop.Buyers(100_000), 730));

        fit.Parameters.R.ShouldBeNear(Shop.Truth.R, 0.05);
        fit.Parameters.Alpha.ShouldBeNear(Shop.Truth.Alpha, 0.08);
        fit.Parameters.MeanDropout.ShouldBeNear(Shop.Truth.MeanDropout, 0.05);
        (fit.IsPriorBased, fit.IsDegenerate).Should().Be((false, false));
    }

    [Fact]
    public void Any_shop_has_a_finite_fit_whose_gradient_is_nought() => Any.History.Array[1, 30].Sample(rows =>
    {
        var histories = PurchaseHistories.From(rows, Enumerable.Repeat(1.0, rows.Length).ToArray());

        var fit = ModelFitter.MaximumAPosteriori(histories);

        var gradient = new double[4];
        new Likelihood(histories).Evaluate(fit.Parameters, gradient);
        Prior.Log(fit.Parameters, histories.MeanAge, gradient);
        gradient.Should().OnlyContain(slope => Math.Abs(slope) < 1e-5 * rows.Length);
        double.IsFinite(fit.LogLikelihood).Should().BeTrue();
    });

    [Fact]
    public void A_shop_of_one_customer_is_answered_near_the_prior()
    {
        var fit = ModelFitter.MaximumAPosteriori(PurchaseHistories.From([new PurchaseHistory(0, 0, 0)], [1]));

        fit.Parameters.R.ShouldBeNear(0.8, 1e-6);
        fit.Parameters.Alpha.ShouldBeNear(12, 1e-6);
        fit.Parameters.A.ShouldBeNear(0.6, 1e-6);
        fit.Parameters.B.ShouldBeNear(1.4, 1e-6);
        (fit.IsPriorBased, fit.IsDegenerate).Should().Be((true, true));
    }

    [Fact]
    public void A_shop_without_customers_is_answered_from_the_prior()
    {
        var fit = ModelFitter.MaximumAPosteriori(PurchaseHistories.From([], []));

        fit.Parameters.Should().Be(Prior.Mode(30, PurchaseModel.MbgNbd));
        (fit.IsPriorBased, fit.Horizon.Days).Should().Be((true, 91));
    }

    [Fact]
    public void A_likelihood_that_is_flat_everywhere_is_refused()
    {
        var newcomers = PurchaseHistories.From([new PurchaseHistory(0, 0, 0)], [50]);

        FluentActions.Invoking(() => ModelFitter.MaximumLikelihood(newcomers)).Should().Throw<ModelFitException>().WithMessage("*where it began*");
    }

    [Fact]
    public void Without_a_repeat_buyer_hardly_anyone_is_expected_and_the_fit_is_flagged()
    {
        var histories = PurchaseHistories.From([new PurchaseHistory(0, 0, 100), new PurchaseHistory(0, 0, 400)], [3_000, 3_000]);

        var fit = ModelFitter.MaximumAPosteriori(histories);

        (fit.IsPriorBased, fit.IsDegenerate).Should().Be((true, true));
        fit.Parameters.ProbabilityOfOrder(new PurchaseHistory(0, 0, 200), 91).Should().BeLessThan(0.001);
    }

    [Theory]
    [InlineData(99, 30, 100, true)]
    [InlineData(200, 19, 100, true)]
    [InlineData(200, 30, 89, true)]
    [InlineData(100, 20, 90, false)]
    public void Too_few_buyers_repeat_buyers_or_days_make_it_prior_based(int buyers, int repeatBuyers, int days, bool expected)
    {
        var histories = PurchaseHistories.From(
            [new PurchaseHistory(0, 0, days), new PurchaseHistory(1, 20, days)], [buyers - repeatBuyers, repeatBuyers]);

        ModelFitter.MaximumAPosteriori(histories).IsPriorBased.Should().Be(expected);
    }
}
