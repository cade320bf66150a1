using RetentionApi.Churn.Tests.Support;

namespace RetentionApi.Churn.Tests;

/// <summary>Spend and lifetime value against the published fit on the CDNOW sample.</summary>
public sealed class ReferenceSpendTests
{
    [Fact]
    public void The_spend_of_repeat_orders_fits_as_published()
    {
        var data = DataSet.Load("cdnow_sample_39");
        var expected = data.Reference.GetProperty("gamma_gamma");

        var fit = Fit(data, skipFirstOrder: true);

        fit.Customers.Should().Be(946);
        fit.Model.P.Should().BeApproximately(expected.Number("p"), 2e-4);
        fit.Model.Q.Should().BeApproximately(expected.Number("q"), 2e-4);
        fit.Model.V.Should().BeApproximately(expected.Number("v"), 1e-3);
        fit.LogLikelihood.Should().BeApproximately(-4055.9177, 1e-3);
        fit.Model.ExpectedValue(0, 0).Should().BeApproximately(35.1704, 1e-3);
    }

    [Fact]
    public void The_spend_of_all_orders_fits_as_in_the_reference()
    {
        var data = DataSet.Load("cdnow_sample_39");
        var expected = data.Reference.GetProperty("gamma_gamma_all_orders");

        var fit = Fit(data, skipFirstOrder: false);

        fit.Customers.Should().Be(2349);
        fit.LeftOut.Should().Be(8);
        fit.Model.P.Should().BeApproximately(expected.Number("p"), 1e-3);
        fit.Model.V.Should().BeApproximately(expected.Number("v"), 1e-3);
        fit.LogLikelihood.Should().BeApproximately(expected.Number("loglik"), 1e-3);
    }

    [Theory]
    [InlineData(PurchaseModel.BgNbd)]
    [InlineData(PurchaseModel.MbgNbd)]
    public void Expected_values_and_revenue_are_those_of_the_reference(PurchaseModel model)
    {
        var data = DataSet.Load("cdnow_sample_39");
        var (orders, spend) = (ModelFitter.MaximumLikelihood(data.Histories, model).Parameters, Fit(data, skipFirstOrder: true).Model);

        foreach (var customer in data.Reference.GetProperty("customers").EnumerateArray())
        {
            var history = new PurchaseHistory(customer.GetProperty("x").GetInt32(), customer.Number("t_x_days"), customer.Number("T_days"));
            var value = spend.ExpectedValue(history.Repeats, customer.Number("m"))!.Value;
            value.Should().BeApproximately(customer.Number("expected_order_value"), 1e-3);
            var revenue = customer.GetProperty(model == PurchaseModel.BgNbd ? "bg" : "mbg").Number("clv_52w_undiscounted");
            (value * orders.ExpectedOrders(history, 364)).Should().BeApproximately(revenue, 1e-4 * revenue + 1e-3);
        }
    }

    private static SpendFit Fit(DataSet data, bool skipFirstOrder)
    {
        var days = data.Lines.Where(line => line.Day <= data.CutDay).GroupBy(line => line.Customer)
            .Select(own => own.GroupBy(line => line.Day).OrderBy(day => day.Key).Select(day => day.Sum(line => line.Value)))
            .Select(values => values.Skip(skipFirstOrder ? 1 : 0).ToArray())
            .Where(values => values.Length > 0)
            .ToArray();
        return SpendFitter.Fit([.. days.Select(values => values.Length)], [.. days.Select(values => values.Average())])!;
    }
}
