using CsCheck;
using RetentionApi.Churn.Tests.Support;

namespace RetentionApi.Churn.Tests;

public sealed class OrderProbabilityTests
{
    [Theory]
    [MemberData(nameof(Corners.Cases), MemberType = typeof(Corners))]
    public void The_probabilities_are_those_of_sixty_digits(
        ModelParameters parameters, PurchaseHistory history, double horizon, double alive, double order, double expectedOrders)
    {
        parameters.ProbabilityAlive(history).ShouldBeNear(alive, 1e-11);
        parameters.ProbabilityOfOrder(history, horizon).ShouldBeNear(order, 1e-11);
        expectedOrders.Should().BeGreaterThanOrEqualTo(order * (1 - 1e-12));
    }

    [Fact]
    public void An_order_is_what_distinguishes_the_likelihood_now_from_that_after_the_horizon() =>
        Gen.Select(Any.Parameters, Any.History, Any.Horizon).Where((p, history, horizon) => history.Repeats <= 20).Sample((parameters, history, horizon) =>
        {
            var (now, then) = (PurchaseHistories.From([history], [1]), PurchaseHistories.From([history with { Age = history.Age + horizon }], [1]));

            var silence = Math.Exp(Likelihood.Log(parameters, then) - Likelihood.Log(parameters, now));

            parameters.ProbabilityOfOrder(history, horizon).Should().BeApproximately(1 - silence, 1e-12);
            parameters.ProbabilityOfNoOrder(history, horizon).Should().BeApproximately(silence, 1e-12);
        });

    [Fact]
    public void They_are_probabilities_and_fall_with_silence_and_rise_with_the_horizon() =>
        Gen.Select(Any.Parameters, Any.History, Any.Horizon).Sample((parameters, history, horizon) =>
        {
            var (alive, order) = (parameters.ProbabilityAlive(history), parameters.ProbabilityOfOrder(history, horizon));

            order.Should().BeInRange(0, alive);
            alive.Should().BeInRange(order, 1);
            parameters.ProbabilityAlive(history.AfterSilence(history.Silence + 30)).Should().BeLessThanOrEqualTo(alive);
            parameters.ProbabilityOfOrder(history.AfterSilence(history.Silence + 30), horizon).Should().BeLessThanOrEqualTo(order * (1 + 1e-12));
            parameters.ProbabilityOfOrder(history, horizon + 30).Should().BeGreaterThanOrEqualTo(order * (1 - 1e-12));
        });

    [Fact]
    public void A_one_time_buyer_is_always_alive_under_bg_nbd_and_less_and_less_under_mbg_nbd()
    {
        var (history, parameters) = (new PurchaseHistory(0, 0, 1_000), new ModelParameters(0.5, 40, 0.9, 1.6));

        (parameters with { Model = PurchaseModel.BgNbd }).ProbabilityAlive(history).Should().Be(1);
        parameters.ProbabilityAlive(history).Should().BeLessThan(0.3);
    }

    [Fact]
    public void Many_are_scored_as_one()
    {
        var buyers = Shop.Buyers(1_000);
        var probabilities = new double[buyers.Count];

        Shop.Truth.ProbabilitiesOfOrder(buyers, evaluationDay: 800, horizon: 91, probabilities);

        for (var i = 0; i < buyers.Count; i++)
            probabilities[i].Should().Be(Shop.Truth.ProbabilityOfOrder(buyers.History(i, 800), 91));
    }
}
