using CsCheck;
using NodaTime;
using RetentionApi.Domain.Cases;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.Merchants;

namespace RetentionApi.Domain.Tests.Cases;

/// <summary>What holds of the one clock of a case, whatever is decided and when, around changes of the local clock too.</summary>
public sealed class CaseClockProperties
{
    private static readonly DateTimeZone[] Zones = [.. new[] { "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Shanghai" }.Select(id => DateTimeZoneProviders.Tzdb[id])];

    /// <summary>Sunday shops too, so that openings fall into the hour that is skipped or repeated.</summary>
    private static readonly BusinessHours[][] Weeks =
        [[.. BusinessHours.Default], [.. Enumerable.Range(1, 7).Select(day => new BusinessHours((IsoDayOfWeek)day, new LocalTime(1, 30), new LocalTime(23, 0)))]];

    private static readonly Gen<Action<OneCase>> Decisions = Gen.OneOf<Action<OneCase>>(
        one => one.MoveTo(CaseStatus.Acknowledged), one => one.MoveTo(CaseStatus.Investigating), one => one.MoveTo(CaseStatus.Proposed), one => one.MoveTo(CaseStatus.Resolved),
        one => one.Wait(), one => one.Wait(), one => one.Resume(), one => one.Resume(),
        one => one.Revisit(RevisitOutcome.NotSolved), one => one.Revisit(RevisitOutcome.NoAnswer), one => one.Revisit(RevisitOutcome.Solved));

    private static readonly Gen<(OneCase Case, (int Minutes, Action<OneCase> Decide)[] Life)> Lives =
        from zone in Gen.OneOf(Zones)
        from week in Gen.OneOf(Weeks)
        from change in Gen.Int[0, 1]
        from start in Gen.Int[-4000, 1000]
        from life in Gen.Select(Gen.Int[0, 3000], Decisions).Array[1, 14]
        select (new OneCase(ChangeOf(zone, change) + Duration.FromMinutes(start), BusinessCalendar.Create(zone, week, []).Value), life);

    [Fact]
    public void A_case_that_is_not_closed_has_exactly_one_duty_of_its_state() => Lives.Sample(sample =>
    {
        foreach (var one in Live(sample))
        {
            one.Steps.Count(s => !s.IsEnded).Should().Be(one.Case.Status is CaseStatus.Closed ? 0 : 1);
            if (one.Step is { } step)
                (step.Cause, step.Step).Should().Be((FactKey.Case(one.Case.Id, one.Case.Run), (int)one.Case.Status + 1));
        }
    });

    [Fact]
    public void Each_state_has_one_duty_a_run() => Lives.Sample(sample =>
    {
        foreach (var one in Live(sample))
            one.Steps.Select(s => (s.Cause, s.Step)).Should().OnlyHaveUniqueItems();
    });

    [Fact]
    public void Until_the_deadline_the_clock_runs_for_as_long_as_the_step_has_and_stands_still_in_between() => Lives.Sample(sample =>
    {
        var (pauses, run) = (new List<Pause>(), 1);
        Instant? since = null;
        foreach (var one in Live(sample))
        {
            if (one.Case.Run != run)
                (run, pauses, since) = (one.Case.Run, [], null);
            if (since is { } from && one.Step is not { IsPaused: true })
                (pauses, since) = ([.. pauses, new Pause(from, one.Now)], null);
            since ??= one.Step?.PausedAt;
            if (one.Step is { Step: <= 4, MissedAt: null, IsPaused: false } step && step.Deadline > one.Now)
                one.Calendar.Elapsed(one.Case.RunStartedAt, step.Deadline, pauses).Should().Be(BudgetOf(step.Step));
        }
    });

    [Fact]
    public void What_is_paused_is_not_missed_by_waiting() => Gen.Select(Lives, Gen.Int[0, 50_000]).Sample((sample, minutes) =>
    {
        var one = sample.Case;
        one.Wait();
        one.After(Duration.FromMinutes(minutes)).Resume();

        (one.Step!.MissedAt, one.Calendar.Elapsed(one.Now, one.Step.Deadline)).Should().Be((null, Duration.FromHours(1)));
    });

    private static Duration BudgetOf(int step) => Duration.FromHours(step switch { 1 => 1, 2 => 8, 3 => 16, _ => 24 });

    private static IEnumerable<OneCase> Live((OneCase Case, (int Minutes, Action<OneCase> Decide)[] Life) sample)
    {
        foreach (var (minutes, decide) in sample.Life)
        {
            decide(sample.Case.After(Duration.FromMinutes(minutes)));
            yield return sample.Case;
        }
    }

    /// <summary>The first or second clock change of 2026; in Shanghai, which has none, some Sunday.</summary>
    private static Instant ChangeOf(DateTimeZone zone, int which) =>
        zone.GetZoneIntervals(Instant.FromUtc(2026, 1, 1, 0, 0), Instant.FromUtc(2027, 1, 1, 0, 0)).Skip(1 + which).FirstOrDefault() is { HasStart: true } interval
            ? interval.Start
            : Instant.FromUtc(2026, 3, 8, 2, 0);
}
