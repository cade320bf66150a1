using Microsoft.Extensions.Time.Testing;
using RetentionApi.Platform.Jobs;

namespace RetentionApi.Tests.Platform.Jobs;

public sealed class JobPaceTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly FakeTimeProvider time = new();

    [Fact]
    public async Task Who_asked_for_a_run_waits_for_no_rest()
    {
        var pace = new JobPace(time);
        time.Advance(60 * Second);

        (await pace.RestAsync(TestContext.Current.CancellationToken)).Should().BeTrue();
    }

    [Fact]
    public async Task By_the_clock_it_rests_several_times_as_long_as_it_worked()
    {
        var pace = ByTheClock(within: 50 * Second);
        time.Advance(Second);

        var resting = pace.RestAsync(TestContext.Current.CancellationToken);

        time.Advance(JobPace.RestsTimes * Second - TimeSpan.FromMilliseconds(1));
        resting.IsCompleted.Should().BeFalse();
        time.Advance(TimeSpan.FromMilliseconds(1));
        (await resting).Should().BeTrue();
    }

    [Fact]
    public async Task What_took_no_effort_needs_no_rest()
    {
        var pace = ByTheClock(within: 50 * Second);
        time.Advance(JobPace.NoEffort - TimeSpan.FromMilliseconds(1));

        (await pace.RestAsync(TestContext.Current.CancellationToken)).Should().BeTrue();
    }

    [Fact]
    public async Task What_its_time_is_too_short_for_is_left_to_the_next_run()
    {
        var pace = ByTheClock(within: 8 * Second);
        time.Advance(Second);

        (await pace.RestAsync(TestContext.Current.CancellationToken)).Should().BeFalse();
    }

    private JobPace ByTheClock(TimeSpan within)
    {
        var pace = new JobPace(time);
        pace.EndWithin(within);
        return pace;
    }
}
