using RetentionApi.Domain.Relationships;
using static RetentionApi.Domain.Tests.Relationships.Given;

namespace RetentionApi.Domain.Tests.Relationships;

public sealed class LevelOverrideTests
{
    [Fact]
    public void An_override_changes_what_is_shown_and_ends_by_itself()
    {
        var facts = Facts(Row(EvidenceKind.EnquiryAnswered, 0), Override(Level.Interactive, 10, 20));

        facts.On(10).Should().Match<Assessment>(a => a.Level == Level.Interactive && a.EarnedLevel == Level.Proactive && a.NextChangeAt == Day(20));
        facts.On(20).Should().Match<Assessment>(a => a.Level == Level.Proactive && a.Override == null);
    }

    [Fact]
    public void The_earned_level_goes_on_beside_an_override()
    {
        var facts = Facts(Override(Level.Basic, 0, 50), Check(1, done: 2, answered: 2));

        facts.On(30).Should().Match<Assessment>(a => a.Level == Level.Basic && a.EarnedLevel == Level.Responsible);
        facts.On(30).History.Should().ContainSingle().Which.To.Should().Be(Level.Responsible);
    }

    [Fact]
    public void Of_several_overrides_the_latest_stands()
    {
        var facts = Facts(Override(Level.Interactive, 0, 50), Override(Level.Cooperative, 10, 20));

        facts.On(15).Level.Should().Be(Level.Cooperative);
        facts.On(20).Level.Should().Be(Level.Interactive);
    }

    [Theory]
    [InlineData("override.reason_required", 3, " ", 10)]
    [InlineData("override.unknown_level", 6, "why", 10)]
    [InlineData("override.end_out_of_range", 3, "why", 0)]
    [InlineData("override.end_out_of_range", 3, "why", 367)]
    public void An_override_without_reason_level_or_end_is_refused(string code, int level, string reason, int days) =>
        LevelOverride.Create(Id(1), (Level)level, reason, Day(0), Day(days), Id(2)).Error!.Code.Should().Be(code);

    [Fact]
    public void An_override_with_all_three_is_made() =>
        LevelOverride.Create(Id(1), Level.Cooperative, "knows them well", Day(0), Day(90), Id(2)).Value.ValidUntil.Should().Be(Day(90));

    private static LevelOverride Override(Level level, double from, double until) => new(Id((int)from), level, "a reason", Day(from), Day(until), Id(9));
}
