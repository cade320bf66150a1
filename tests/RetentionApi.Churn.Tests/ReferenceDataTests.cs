using RetentionApi.Churn.Tests.Support;

namespace RetentionApi.Churn.Tests;

/// <summary>Against the published fits and an independent implementation on two public logs.</summary>
public sealed class ReferenceDataTests
{
    public static TheoryData<string, string> Fits => new()
    {
        { "cdnow_sample_39", "bgnbd_mle" },
        { "cdnow_sample_39", "mbgnbd_mle" },
        { "cdnow_sample_39", "mbgnbd_map" },
        { "example_transactions_17", "bgnbd_mle" },
        { "example_transactions_17", "mbgnbd_mle" },
        { "example_transactions_17", "mbgnbd_map" },
    };

    [Theory]
    [InlineData("cdnow_sample_39")]
    [InlineData("example_transactions_17")]
    public void The_sufficient_statistics_are_those_of_the_reference(string name)
    {
        var data = DataSet.Load(name);

        data.Histories.Customers.Should().Be(data.Reference.Number("n"));
        (data.Histories.Customers - data.Histories.RepeatBuyers).Should().Be(data.Reference.Number("one_time"));
        data.Histories.Repeats.Should().Be(data.Reference.Number("sum_x"));
        data.Histories.Rows.Length.Should().Be(data.Reference.GetProperty("distinct_rows").GetInt32());
        (data.Histories.MeanAge * data.Histories.Customers / 7).Should().BeApproximately(data.Reference.Number("sum_T"), 1e-3);
    }

    [Theory]
    [MemberData(nameof(Fits))]
    public void The_fit_has_the_parameters_and_the_likelihood_of_the_reference(string name, string method)
    {
        var data = DataSet.Load(name);
        var expected = data.Reference.GetProperty(method);

        var fit = DataSet.Fit(method, data.Histories);

        fit.Parameters.R.Should().BeApproximately(expected.Number("r"), 2e-6);
        (fit.Parameters.Alpha / 7).Should().BeApproximately(expected.Number("alpha"), 2e-5);
        fit.Parameters.A.Should().BeApproximately(expected.Number("a"), 5e-6);
        fit.Parameters.B.Should().BeApproximately(expected.Number("b"), 2e-5);
        (fit.LogLikelihood + (data.Histories.Repeats * Math.Log(7))).Should().BeApproximately(expected.Number("loglik"), 1e-3);
    }

    [Theory]
    [MemberData(nameof(Fits))]
    public void The_hold_out_comes_out_as_in_the_reference(string name, string method)
    {
        var data = DataSet.Load(name);
        var fit = data.Reference.GetProperty(method);
        var (expected, holdout) = (fit.GetProperty("holdout"), data.Reference.GetProperty("holdout"));

        var test = BackTest.Run(data.Log, data.CutDay + data.HoldoutDays, data.HoldoutDays, known => DataSet.Fit(method, known))!;

        test.CustomersOrdering.Should().Be(holdout.GetProperty("customers_active").GetInt32());
        test.OrderDays.Should().Be(holdout.GetProperty("purchase_days").GetInt32());
        test.ExpectedOrderDays.Should().BeApproximately(fit.Number("sum_expected_purchases"), 0.02);
        test.Model.Auc.Should().BeApproximately(expected.Number("auc"), 1e-4);
        test.Model.Brier.Should().BeApproximately(expected.Number("brier"), 1e-5);
        test.Model.LogLoss.Should().BeApproximately(expected.Number("logloss_clip1e3"), 1e-5);
        test.Model.CalibrationError.Should().BeApproximately(expected.Number("ece10"), 1e-4);
        test.Model.PredictedOverActual.Should().BeApproximately(expected.Number("pred_over_actual"), 1e-4);
        test.Model.OneTimePredictedOverActual.Should().BeApproximately(expected.Number("one_time_pred_over_actual"), 1e-4);
    }

    /// <remarks>The reference compares weeks in floating point, so one silence of exactly 90 days falls on its other side in the second log.</remarks>
    [Theory]
    [InlineData("cdnow_sample_39", 0.00005)]
    [InlineData("example_transactions_17", 0.0003)]
    public void The_plain_rule_comes_out_as_in_the_reference(string name, double tolerance)
    {
        var data = DataSet.Load(name);
        var expected = data.Reference.GetProperty("rule_90d_hard");

        var rule = BackTest.Run(data.Log, data.CutDay + data.HoldoutDays, data.HoldoutDays)!.Rule;

        rule.Auc.Should().BeApproximately(expected.Number("auc"), tolerance);
        rule.Brier.Should().BeApproximately(expected.Number("brier"), tolerance);
        rule.LogLoss.Should().BeApproximately(expected.Number("logloss_clip1e3"), 7 * tolerance);
    }

    [Theory]
    [InlineData("cdnow_sample_39", PurchaseModel.BgNbd)]
    [InlineData("cdnow_sample_39", PurchaseModel.MbgNbd)]
    [InlineData("example_transactions_17", PurchaseModel.BgNbd)]
    [InlineData("example_transactions_17", PurchaseModel.MbgNbd)]
    public void Single_customers_score_as_in_the_reference(string name, PurchaseModel model)
    {
        var data = DataSet.Load(name);
        var parameters = ModelFitter.MaximumLikelihood(data.Histories, model).Parameters;

        foreach (var customer in data.Reference.GetProperty("customers").EnumerateArray())
        {
            var history = new PurchaseHistory(customer.GetProperty("x").GetInt32(), customer.Number("t_x_days"), customer.Number("T_days"));
            var expected = customer.GetProperty(model == PurchaseModel.BgNbd ? "bg" : "mbg");
            parameters.ProbabilityAlive(history).Should().BeApproximately(expected.Number("p_alive"), 3e-6);
            parameters.ProbabilityOfOrder(history, data.HoldoutDays).Should().BeApproximately(expected.Number("p_active"), 3e-6);
            parameters.ExpectedOrders(history, data.HoldoutDays).Should().BeApproximately(expected.Number("expected"), 2e-5);
        }
    }

    [Theory]
    [InlineData("cdnow_sample_39")]
    [InlineData("example_transactions_17")]
    public void Next_orders_come_as_in_the_reference(string name)
    {
        var data = DataSet.Load(name);
        var parameters = ModelFitter.MaximumLikelihood(data.Histories).Parameters;

        foreach (var customer in data.Reference.GetProperty("customers").EnumerateArray())
        {
            var history = new PurchaseHistory(customer.GetProperty("x").GetInt32(), customer.Number("t_x_days"), customer.Number("T_days"));
            var (expected, quantiles) = (customer.GetProperty("mbg"), parameters.AfterLastOrder(history));
            quantiles.Q50.Should().BeApproximately(expected.Number("next_order_days_after_last_q50_within365"), 2e-3);
            quantiles.Q80.Should().BeApproximately(expected.Number("next_order_days_after_last_q80_within365"), 2e-3);
        }
    }
}
