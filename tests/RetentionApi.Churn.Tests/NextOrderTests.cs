using CsCheck;
using RetentionApi.Churn.Tests.Support;

namespace RetentionApi.Churn.Tests;

public sealed class NextOrderTests
{
    private static readonly ModelParameters Parameters = new(0.538485, 44.04568, 0.872605, 1.53741);

    /// <remarks>With 30 digits; each was put back into the distribution integrated numerically over the rate.</remarks>
    [Theory]
    [InlineData(0, 0, 53.81468964070787, 157.47249742116596, 233.5928922452465, 347.9414426376276)]
    [InlineData(2, 213, 67.551861951170511, 164.49585716107189, 231.90475099059059, 345.49013890089975)]
    [InlineData(2, 272, 78.007791399732911, 182.79019322084751, 249.5966106457845, 349.49329783004486)]
    [InlineData(2_000, 3_650, 1.2801358248304439, 2.9730641887518448, 4.254230300240125, 8.5133599647586801)]
    public void The_quantiles_are_those_of_thirty_digits(int repeats, double age, double q50, double q80, double q90, double q99)
    {
        var quantiles = Parameters.FromNow(new PurchaseHistory(repeats, age, age));

        quantiles.Q50.ShouldBeNear(q50, 1e-12);
        quantiles.Q80.ShouldBeNear(q80, 1e-12);
        quantiles.Q90.ShouldBeNear(q90, 1e-12);
        quantiles.Q99.ShouldBeNear(q99, 1e-12);
    }

    [Fact]
    public void After_the_last_order_the_silence_since_does_not_matter_and_from_now_it_does()
    {
        var history = new PurchaseHistory(2, 213, 272);

        Parameters.AfterLastOrder(history).Should().Be(Parameters.FromNow(new PurchaseHistory(2, 213, 213)));
        Parameters.FromNow(history).Should().Be(Parameters.FromNow(new PurchaseHistory(2, 272, 272)));
    }

    [Fact]
    public void They_ascend_within_a_year() => Gen.Select(Any.Parameters, Any.History).Sample((parameters, history) =>
    {
        var quantiles = parameters.FromNow(history);

        double[] all = [0, quantiles.Q50, quantiles.Q80, quantiles.Q90, quantiles.Q99, 365];
        all.Should().BeInAscendingOrder().And.OnlyHaveUniqueItems();
    });
}
