using CsCheck;
using RetentionApi.Churn.Tests.Support;

namespace RetentionApi.Churn.Tests;

public sealed class OrderCountTests
{
    [Theory]
    [MemberData(nameof(Corners.Cases), MemberType = typeof(Corners))]
    public void Expected_orders_are_those_of_sixty_digits(
        ModelParameters parameters, PurchaseHistory history, double horizon, double alive, double order, double expectedOrders)
    {
        parameters.ExpectedOrders(history, horizon).ShouldBeNear(expectedOrders, 1e-10);
        expectedOrders.Should().BeGreaterThanOrEqualTo(order * (1 - 1e-12));
        order.Should().BeLessThanOrEqualTo(alive);
    }

    [Fact]
    public void The_series_and_the_integral_agree() =>
        Gen.Select(Any.Parameters, Any.History, Gen.Int[1, 1_000])
            .Where((p, h, horizon) => horizon < 20 * (p.Alpha + h.Age) && (p.R + h.Repeats) * horizon < 500 * (p.Alpha + h.Age))
            .Sample((p, history, horizon) =>
            {
                var (shape, stretch, b) = (p.R + history.Repeats, horizon / (p.Alpha + history.Age), p.B + history.Repeats + (int)p.Model);

                OrderCount.Integral(shape, stretch, p.A, b).ShouldBeNear(OrderCount.Series(shape, stretch, p.A, b), 1e-10);
            });

    [Fact]
    public void They_are_finite_rise_with_the_horizon_and_are_no_fewer_than_the_chance_of_one() =>
        Gen.Select(Any.Parameters, Any.History, Any.Horizon).Sample((parameters, history, horizon) =>
        {
            var expected = parameters.ExpectedOrders(history, horizon);

            double.IsFinite(expected).Should().BeTrue();
            expected.Should().BeGreaterThanOrEqualTo(parameters.ProbabilityOfOrder(history, horizon) * (1 - 1e-10));
            parameters.ExpectedOrders(history, horizon + 30.0).Should().BeGreaterThanOrEqualTo(expected * (1 - 1e-10));
            parameters.ExpectedOrders(history.AfterSilence(history.Silence + 30), horizon).Should().BeLessThanOrEqualTo(expected * (1 + 1e-10));
        });

    [Fact]
    public void Nothing_is_expected_in_no_time() => Shop.Truth.ExpectedOrders(new PurchaseHistory(3, 100, 120), 0).Should().Be(0);
}
