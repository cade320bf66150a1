using RetentionApi.Churn.Tests.Support;

namespace RetentionApi.Churn.Tests;

public sealed class LifetimeValueTests
{
    private static readonly ModelParameters Parameters = new(0.538485, 44.04568, 0.872605, 1.53741);

    /// <remarks>The hypergeometric form with 50 digits.</remarks>
    [Theory]
    [InlineData(2, 213, 272, 3.1546479525832523)]
    [InlineData(0, 0, 30, 1.5996286545731123)]
    public void It_is_the_discounted_sum_of_36_months(int repeats, double last, double age, double discountedOrders) =>
        LifetimeValue.Of(Parameters, new PurchaseHistory(repeats, last, age), orderValue: 10).ExpectedRevenue.ShouldBeNear(10 * discountedOrders);

    [Fact]
    public void It_is_a_value_only_where_the_margin_is_known()
    {
        var history = new PurchaseHistory(2, 213, 272);

        var (unknown, known) = (LifetimeValue.Of(Parameters, history, 10), LifetimeValue.Of(Parameters, history, 10, margin: 0.4));

        unknown.Clv.Should().BeNull();
        known.Clv.Should().Be(known.ExpectedRevenue * 0.4);
    }

    [Fact]
    public void Without_discount_the_months_add_up_to_the_whole_time() =>
        LifetimeValue.Of(Parameters, new PurchaseHistory(5, 90, 95), orderValue: 1, months: 12, discount: 0).ExpectedRevenue
            .ShouldBeNear(Parameters.ExpectedOrders(new PurchaseHistory(5, 90, 95), 365.25));
}
