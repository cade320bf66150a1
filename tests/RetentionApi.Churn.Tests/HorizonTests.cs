namespace RetentionApi.Churn.Tests;

public sealed class HorizonTests
{
    [Theory]
    [InlineData(9, 91, 365)]
    [InlineData(10, 90, 91)]
    public void It_is_a_year_where_under_a_tenth_of_those_observed_for_91_days_ordered_in_them(int ordered, int silent, int expected)
    {
        var histories = PurchaseHistories.From(
            [new PurchaseHistory(1, 110, 200), new PurchaseHistory(1, 109, 200), new PurchaseHistory(0, 0, 90)], [ordered, silent, 500]);

        var horizon = Horizon.For(histories);

        horizon.Days.Should().Be(expected);
        horizon.ShareOrderingAgain.Should().Be(ordered / 100.0);
    }

    [Fact]
    public void It_is_a_quarter_while_nobody_could_be_observed() =>
        Horizon.For(PurchaseHistories.From([new PurchaseHistory(0, 0, 90)], [1])).Should().Be(new Horizon(91, null));
}
