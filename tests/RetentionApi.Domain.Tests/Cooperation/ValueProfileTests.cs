using CsCheck;
using RetentionApi.Domain.Cooperation;
using RetentionApi.Domain.Merchants;
using static RetentionApi.Domain.Tests.FollowUps.Facts;

namespace RetentionApi.Domain.Tests.Cooperation;

public sealed class ValueProfileTests
{
    private const double Exactly = 1e-12;

    private static readonly CooperationPolicy Policy = new();

    private static readonly CustomerValue[] Priority =
        [CustomerValue.Quality, CustomerValue.Relationship, CustomerValue.Price, CustomerValue.Convenience, CustomerValue.Environment];

    private static readonly Gen<ValuePoint[]> AnyPoints =
        Gen.Select(Gen.Enum<CustomerValue>(), Gen.Double[0.5, 4], Gen.Double[-900, 0], Gen.Int[1, 9], (value, points, day, source) => Point(value, points, day, source)).Array[0, 12];

    [Fact]
    public void Of_whom_nothing_is_known_the_merchants_priority_holds()
    {
        var profile = Learn();

        profile.IsDefault.Should().BeTrue();
        profile.Of(CustomerValue.Quality).Should().BeApproximately(5 / 15.0, Exactly);
        profile.Of(CustomerValue.Price).Should().BeApproximately(3 / 15.0, Exactly);
        profile.Of(CustomerValue.Environment).Should().BeApproximately(1 / 15.0, Exactly);
        profile.QualityBesidePrice.Should().BeApproximately(5 / 8.0, Exactly);
    }

    /// <summary>Prior of price (third) 1; 4 points of today: (1 + 4)/(5 + 4).</summary>
    [Fact]
    public void From_three_points_on_it_is_their_own()
    {
        Learn(Point(CustomerValue.Price, 2.9, 0)).Should().Match<ValueProfile>(p => p.IsDefault && p.Of(CustomerValue.Price) < 0.21);

        var profile = Learn(Point(CustomerValue.Price, 2, 0), Point(CustomerValue.Price, 2, 0, source: 2));

        (profile.IsDefault, profile.Because.Code).Should().Be((false, "valueProfile.learnt"));
        profile.Of(CustomerValue.Price).Should().BeApproximately(5 / 9.0, Exactly);
    }

    /// <summary>8 points a year old count 4: the same as above.</summary>
    [Fact]
    public void Points_count_half_after_a_year()
    {
        var price = Learn(Point(CustomerValue.Price, 8, -365)).Weights[0];

        (price.Value, price.Points).Should().Be((CustomerValue.Price, 4));
        price.Weight.Should().BeApproximately(5 / 9.0, Exactly);
        price.Rests.Should().ContainSingle().Which.Point.Points.Should().Be(8);
    }

    [Fact]
    public void The_weights_add_up_to_one() => AnyPoints.Sample(points => Math.Abs(Learn(points).Weights.Sum(w => w.Weight) - 1) < Exactly);

    [Fact]
    public void The_sequence_of_points_does_not_matter() => AnyPoints.SelectMany(p => Gen.Select(Gen.Const(p), Gen.Shuffle(p))).Sample(both =>
        Learn(both.Item1).Weights.Zip(Learn(both.Item2).Weights).All(pair => Math.Abs(pair.First.Weight - pair.Second.Weight) < Exactly));

    [Fact]
    public void A_point_more_never_lowers_its_value() => Gen.Select(AnyPoints.Select(p => p.Append(Point(CustomerValue.Price, 3, 0, 98)).ToArray()), Gen.Enum<CustomerValue>()).Sample((points, value) =>
        Learn([.. points, Point(value, 1, 0, 99)]).Of(value) >= Learn(points).Of(value) - Exactly);

    private static ValueProfile Learn(params ValuePoint[] points) => ValueProfile.Learn(points, Priority, Policy, Day(0));

    private static ValuePoint Point(CustomerValue value, double points, double day, int source = 1) => new(value, points, Day(day), $"survey:{Id(source)}", null);
}
