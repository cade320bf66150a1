using NodaTime;
using RetentionApi.Domain.Staffing;

namespace RetentionApi.Domain.Tests.Staffing;

public sealed class RotationTests
{
    private static readonly Instant Now = Instant.FromUtc(2026, 3, 2, 2, 0);
    private static readonly Guid Team = Id(77);
    private static readonly Colleague[] Three = [.. Enumerable.Range(1, 3).Select(n => new Colleague(Id(n), Team, TakesNewCustomers: true, Now - Duration.FromHours(n)))];

    [Fact]
    public void The_turn_comes_to_whoever_has_waited_longest_and_then_goes_round()
    {
        var rotation = new Rotation(Three, Now);

        Guid?[] turns = [rotation.NextTaker(), rotation.NextTaker(), rotation.NextTaker(), rotation.NextTaker()];

        turns.Should().Equal(Id(3), Id(2), Id(1), Id(3));
    }

    [Fact]
    public void It_goes_on_where_it_stopped_also_when_somebody_comes_back()
    {
        var first = new Rotation(Three[..2], Now);
        first.NextTaker();

        var later = new Rotation(Three.Select(c => c with { LastTurnAt = first.Turns.TryGetValue(c.Id, out var at) ? at : c.LastTurnAt }), Now + Duration.FromHours(1));

        new[] { later.NextTaker(), later.NextTaker(), later.NextTaker() }.Should().Equal(Id(3), Id(1), Id(2));
    }

    [Fact]
    public void Who_does_not_take_new_customers_is_passed_over_and_keeps_their_place()
    {
        var rotation = new Rotation([Three[2] with { TakesNewCustomers = false }, Three[1]], Now);

        new[] { rotation.NextTaker(), rotation.NextTaker() }.Should().Equal(Id(2), Id(2));
        rotation.NextStandInFor(Id(9), Team).Should().Be(Id(3));
    }

    [Fact]
    public void Only_a_member_of_the_same_team_stands_in_and_nobody_for_themselves()
    {
        var rotation = new Rotation([Three[0], Three[1] with { TeamId = Id(78) }], Now);

        rotation.NextStandInFor(Id(1), Team).Should().BeNull();
        rotation.NextStandInFor(Id(8), teamId: null).Should().BeNull();
        rotation.NextStandInFor(Id(8), Team).Should().Be(Id(1));
    }

    private static Guid Id(int n) => new(n, 0, 0, new byte[8]);
}
