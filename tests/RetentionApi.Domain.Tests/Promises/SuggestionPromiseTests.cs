using NodaTime;
using RetentionApi.Domain.FollowUps;
using RetentionApi.Domain.Promises;
using RetentionApi.Domain.Suggestions;
using static RetentionApi.Domain.Tests.FollowUps.Facts;

namespace RetentionApi.Domain.Tests.Promises;

/// <summary>A suggestion was planned on day 2 for day 10: whoever asked before was told so, and that is a promise.</summary>
public sealed class SuggestionPromiseTests
{
    private static readonly LocalDate PlannedOn = Day(10).InUtc().Date;

    private static readonly Instant EndOfTheDay = PlannedOn.PlusDays(1).AtMidnight().InUtc().ToInstant();

    [Fact]
    public void The_day_of_a_plan_is_promised_with_one_duty()
    {
        var changes = Derive(Asked(since: 1), [], [], 2);

        var promise = changes.Made.Single();
        (promise.CustomerId, promise.What, promise.MadeAt, promise.DueAt, promise.Status).Should().Be((Id(1), "Smaller packs", Day(2), EndOfTheDay, PromiseStatus.Open));
        changes.Duties.Single().Deadline.Should().Be(EndOfTheDay);
    }

    [Theory]
    [InlineData(9, PromiseStatus.Kept)]
    [InlineData(12, PromiseStatus.Broken)]
    public void Built_by_the_end_of_that_day_it_is_kept_and_later_it_is_broken(double builtOn, PromiseStatus status)
    {
        var planned = Derive(Asked(since: 1), [], [], 2);

        var built = Derive(Asked(since: 1) with { BuiltAt = Day(builtOn) }, planned.Made, planned.Duties, builtOn);

        built.Changed.Single().Promise.Status.Should().Be(status);
        planned.Duties.Single().IsDoneInTime.Should().Be(status is PromiseStatus.Kept);
        Derive(Asked(since: 1) with { BuiltAt = Day(builtOn) }, planned.Made, planned.Duties, builtOn).Should().Be(PromiseChanges.None);
    }

    [Fact]
    public void Who_joined_after_the_plan_or_went_on_elsewhere_was_promised_nothing()
    {
        Derive(Asked(since: 3), [], [], 4).Should().Be(PromiseChanges.None);
        Derive(Asked(since: 1) with { IsMerged = true }, [], [], 4).Should().Be(PromiseChanges.None);
        Derive(Asked(since: 1) with { Plan = null }, [], [], 4).Should().Be(PromiseChanges.None);
    }

    private static VoicedSuggestion Asked(double since) =>
        new(Id(40), Id(1), Day(since), IsOwn: true, IsMerged: false, RepliedInTimeAt: Day(2), ReplyMissedAt: null, DecidedAt: Day(2), BuiltAt: null, ToldAt: Day(2))
        {
            Plan = new SuggestionPlan("Smaller packs", Day(2), PlannedOn),
        };

    private static PromiseChanges Derive(VoicedSuggestion voice, IReadOnlyList<Promise> promises, IReadOnlyList<FollowUp> duties, double day) =>
        PromiseDerivation.Derive(Customer() with { Suggestions = [voice], Promises = promises }, duties, Rules, Day(day));
}
