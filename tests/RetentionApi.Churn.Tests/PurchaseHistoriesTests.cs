using CsCheck;
using RetentionApi.Churn.Tests.Support;

namespace RetentionApi.Churn.Tests;

public sealed class PurchaseHistoriesTests
{
    [Fact]
    public void Buyers_with_equal_histories_share_a_row()
    {
        var buyers = new BuyerTable([10, 10, 20, 40], [10, 30, 40, 40], [1, 3, 3, 1]);

        var histories = PurchaseHistories.From(buyers, evaluationDay: 40);

        histories.Rows.ToArray().Should().Equal(new(0, 0, 0), new(0, 0, 30), new PurchaseHistory(2, 20, 20), new PurchaseHistory(2, 20, 30));
        (histories.Customers, histories.RepeatBuyers, histories.Repeats, histories.MeanAge).Should().Be((4, 2, 4, 20));
        PurchaseHistories.From(buyers, evaluationDay: 50).Weights.ToArray().Should().OnlyContain(weight => weight == 1);
    }

    [Fact]
    public void Grouping_keeps_every_buyer() => Gen.Select(Gen.Int[1, 500], Gen.Int[1, 40]).Sample((count, seed) =>
    {
        var buyers = Shop.Buyers(count, days: 60, seed);

        var histories = PurchaseHistories.From(buyers, 60);

        histories.Customers.Should().Be(count);
        histories.Repeats.Should().Be(buyers.OrderDays.ToArray().Sum() - count);
        Enumerable.Range(0, count).Select(i => buyers.History(i, 60)).ToHashSet().SetEquals(histories.Rows.ToArray()).Should().BeTrue();
        histories.Rows.ToArray().Distinct().Count().Should().Be(histories.Rows.Length);
    });

    [Fact]
    public void A_buyer_with_an_order_after_the_evaluation_day_is_left_out_and_counted()
    {
        var histories = PurchaseHistories.From(new BuyerTable([10, 10], [10, 60], [1, 2]), evaluationDay: 50);

        (histories.Customers, histories.LeftOut).Should().Be((1, 1));
    }

    [Theory]
    [InlineData(10, 10, 2)]
    [InlineData(10, 20, 1)]
    [InlineData(10, 20, 12)]
    [InlineData(10, 9, 2)]
    [InlineData(10, 10, 0)]
    public void Numbers_that_cannot_be_one_customers_are_refused(int first, int last, int orderDays) =>
        FluentActions.Invoking(() => PurchaseHistories.From(new BuyerTable([first], [last], [orderDays]), 50)).Should().Throw<ArgumentException>();
}
