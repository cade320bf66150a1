using RetentionApi.Churn.Tests.Support;

namespace RetentionApi.Churn.Tests;

public sealed class CustomerScoresTests
{
    private static readonly ScoringModel Model = new(Shop.Truth, Horizon.Quarter, IsDegenerate: false, RiskRule.Default);

    [Fact]
    public void Each_buyer_is_scored_as_if_alone()
    {
        var buyers = Shop.Buyers(2_000);

        var scores = CustomerScores.Of(Model, buyers, evaluationDay: 760);

        for (var i = 0; i < buyers.Count; i++)
        {
            var history = buyers.History(i, 760);
            scores[i].ProbabilityAlive.Should().Be(Shop.Truth.ProbabilityAlive(history));
            scores[i].ProbabilityOfOrder.Should().Be(Shop.Truth.ProbabilityOfOrder(history, 91));
            scores[i].ExpectedOrders.Should().Be(Shop.Truth.ExpectedOrders(history, 91));
            scores[i].NextOrder.Should().Be(Shop.Truth.AfterLastOrder(history));
            scores[i].Bands.Should().Be(Shop.Truth.BandDaysOf(history, 91, RiskRule.Default));
            scores[i].Band.Should().Be(scores[i].Bands.BandAfter((int)history.Silence));
        }
    }

    [Fact]
    public void Value_at_stake_is_what_silence_has_taken_from_the_year_ahead()
    {
        var buyers = new BuyerTable([0, 0, 0], [300, 300, 300], [4, 4, 4]);
        var lost = Shop.Truth.ExpectedOrders(new PurchaseHistory(3, 300, 300), 365) - Shop.Truth.ExpectedOrders(new PurchaseHistory(3, 300, 400), 365);

        var scores = CustomerScores.Of(Model, buyers, evaluationDay: 400, orderValues: [20, 50, double.NaN]);

        scores[0].ValueAtStake!.Value.ShouldBeNear(20 * lost);
        scores[1].ValueAtStake!.Value.ShouldBeNear(50 * lost);
        (scores[2].ValueAtStake, scores[2].OrdersAtStake).Should().Be((null, scores[0].OrdersAtStake));
    }

    [Fact]
    public void Nothing_is_at_stake_on_the_day_of_the_last_order() =>
        CustomerScores.Of(Model, new BuyerTable([0], [300], [4]), 300, [20])[0].ValueAtStake.Should().Be(0);

    [Fact]
    public void A_degenerate_fit_withholds_the_probability_of_being_alive()
    {
        var score = CustomerScores.Of(Model with { IsDegenerate = true }, new BuyerTable([0], [300], [4]), 400)[0];

        score.ProbabilityAlive.Should().BeNull();
        score.ProbabilityOfOrder.Should().BePositive();
    }

    [Fact]
    public void One_who_ordered_after_the_evaluation_day_is_seen_on_the_day_of_that_order() =>
        CustomerScores.Of(Model, new BuyerTable([10], [40], [2]), evaluationDay: 30)[0]
            .Should().Be(CustomerScores.Of(Model, new BuyerTable([10], [40], [2]), evaluationDay: 40)[0]);
}
