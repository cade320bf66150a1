using RetentionApi.Churn.Tests.Support;

namespace RetentionApi.Churn.Tests;

public sealed class BackTestTests
{
    [Fact]
    public void What_is_known_at_the_cut_leaves_later_orders_out()
    {
        var log = OrderLog.From([[5, 5, 8, 30], [20], []]);

        var (known, buyers) = log.KnownOn(10);

        buyers.Should().Equal(0);
        (known.FirstDays[0], known.LastDays[0], known.OrderDays[0]).Should().Be((5, 8, 2));
        log.OrderDaysBetween(0, 10, 30).Should().Be(1);
    }

    [Fact]
    public void Days_that_do_not_ascend_are_refused() =>
        FluentActions.Invoking(() => OrderLog.From([[5, 4]])).Should().Throw<ArgumentException>();

    [Fact]
    public void Without_a_buyer_at_the_cut_there_is_none() => BackTest.Run(OrderLog.From([[100]]), evaluationDay: 120, horizonDays: 91).Should().BeNull();

    [Fact]
    public void The_measures_are_those_of_a_worked_example()
    {
        var quality = ForecastQuality.Of([new(0.9, true, false), new(0.6, false, true), new(0.6, true, true), new(0.1, false, false)]);

        quality.Brier.ShouldBeNear((0.01 + 0.36 + 0.16 + 0.01) / 4);
        quality.LogLoss.ShouldBeNear(-(Math.Log(0.9) + Math.Log(0.4) + Math.Log(0.6) + Math.Log(0.9)) / 4);
        quality.Auc.Should().Be(3.5 / 4);
        quality.PredictedOverActual!.Value.ShouldBeNear(1.1);
        quality.OneTimePredictedOverActual!.Value.ShouldBeNear(1.2);
        quality.CalibrationError.ShouldBeNear((0.1 + 0.6 + 0.4 + 0.1) / 4);
    }

    [Fact]
    public void Where_all_did_alike_nothing_can_be_ranked()
    {
        var quality = ForecastQuality.Of([new(0, false, true), new(1, false, true)]);

        (quality.Auc, quality.PredictedOverActual).Should().Be((null, null));
        quality.LogLoss.ShouldBeNear(-(Math.Log(0.999) + Math.Log(0.001)) / 2);
    }

    [Fact]
    public void Bins_hold_a_tenth_each_from_the_least_to_the_most_probable()
    {
        var quality = ForecastQuality.Of([.. Enumerable.Range(0, 23).Select(i => new Forecast(i / 23.0, i > 10, false))]);

        quality.Bins.Select(bin => bin.Customers).Should().Equal(3, 3, 3, 2, 2, 2, 2, 2, 2, 2);
        quality.Bins.Select(bin => bin.Predicted).Should().BeInAscendingOrder();
    }
}
