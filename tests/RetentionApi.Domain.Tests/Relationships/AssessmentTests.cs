using NodaTime;
using RetentionApi.Domain.FollowUps;
using RetentionApi.Domain.Merchants;
using RetentionApi.Domain.Relationships;
using static RetentionApi.Domain.Tests.Relationships.Given;

namespace RetentionApi.Domain.Tests.Relationships;

public sealed class AssessmentTests
{
    [Fact]
    public void History_names_the_evidence_of_a_rise_and_the_requirement_of_a_fall()
    {
        var facts = Facts(Check(7, done: 8, answered: 8), Duty(FollowUpKind.Answer, 50, 50.5, done: 100));

        var history = facts.On(200).History;

        history.Select(t => (t.At, t.From, t.To, t.Because.Code)).Should().Equal(
            (Day(8), Level.Basic, Level.Responsible, "rung.checkAnswered"),
            (Day(80.5), Level.Responsible, Level.Basic, "rung.enquiryOverdue"),
            (Day(100), Level.Basic, Level.Responsible, "level.recovered"));
        history.Should().OnlyContain(t => t.PolicyVersion == Policy.Default.Version);
    }

    [Fact]
    public void What_aged_away_falls_too_and_is_named()
    {
        var facts = Facts(Row(EvidenceKind.EnquiryAnswered, 100), Check(7, done: 8, answered: 8));

        facts.On(1000).History.Select(t => (t.At, t.To, t.Because.Code)).Should().Equal(
            (Day(8), Level.Responsible, "rung.checkAnswered"),
            (Day(8 + 365 + 30), Level.Basic, "level.proofEnded"));
    }

    [Fact]
    public void A_fall_goes_to_the_highest_level_of_the_30_days()
    {
        var facts = Facts(Row(EvidenceKind.EnquiryAnswered, 250), Check(7, done: 8, answered: 8));

        facts.On(1000).History.Select(t => t.To).Should().Equal(Level.Responsible, Level.Proactive, Level.Basic);
        facts.On(380).Lapse.Should().Match<Lapse>(l => l.FallsTo == Level.Proactive && l.FallsAt == Day(403));
    }

    [Fact]
    public void A_failure_that_ends_by_time_alone_before_the_fall_has_no_date_of_fall()
    {
        var policy = Policy.Default with { BrokenPromiseWindow = Duration.FromDays(20) };
        var facts = Facts(Check(7, done: 8, answered: 8), Row(EvidenceKind.PromiseBroken, 50));

        var assessed = Relationship.Assess(facts, policy, Day(55), Day(55));

        assessed.Lapse.Should().Match<Lapse>(l => l.FallsAt == null && l.FallsTo == null);
        assessed.NextChangeAt.Should().Be(Day(70));
    }

    [Fact]
    public void The_next_change_is_the_deadline_of_what_is_open_and_then_the_fall()
    {
        var facts = Facts(Check(7, done: 8, answered: 8), Duty(FollowUpKind.Answer, 50, 50.5));

        facts.On(50.2).NextChangeAt.Should().Be(Day(50.5));
        facts.On(50.5).NextChangeAt.Should().Be(Day(80.5));
        facts.On(80.5).NextChangeAt.Should().Be(Day(8 + 365));
        facts.On(400).NextChangeAt.Should().BeNull();
    }

    [Fact]
    public void Someone_of_whom_nothing_is_known_is_basic_and_never_changes_by_time()
    {
        var nobody = Facts().On(0);

        nobody.Should().Match<Assessment>(a => a.Level == Level.Basic && a.NextChangeAt == null && a.Since == null && a.Lapse == null);
        nobody.NextStep!.What.Code.Should().Be("raise.nextEnquiry");
    }

    [Fact]
    public void The_next_step_is_the_overdue_duty_before_any_other()
    {
        var facts = Facts(Check(0), Duty(FollowUpKind.Answer, 1, 2, id: 7), Check(100));

        facts.On(101).NextStep.Should().Match<NextStep>(s => s.What.Code == "remedy.answerEnquiry" && s.Source == $"followUp:{Id(7)}");
    }

    [Fact]
    public void The_next_step_is_the_open_duty_that_would_raise_the_level()
    {
        var facts = Facts(Row(EvidenceKind.EnquiryAnswered, 0), Duty(FollowUpKind.Answer, 1, 9), Check(3));

        facts.On(4).NextStep!.Source.Should().Be($"followUp:{Id(300)}", "another answered enquiry raises nothing");
    }

    [Theory]
    [InlineData(4, "raise.nextSuggestion")]
    [InlineData(2, "raise.nextCheck")]
    public void Where_nothing_is_open_the_next_step_has_still_to_come(int level, string code)
    {
        var facts = level == 4 ? Facts(Check(0, 1, 1)) : Facts(Row(EvidenceKind.EnquiryAnswered, 0));

        facts.On(2).NextStep.Should().Match<NextStep>(s => s.What.Code == code && s.Source == null);
    }

    [Fact]
    public void The_highest_level_needs_no_next_step() =>
        Facts(new SuggestionRecord(Id(1), At(1), At(1), At(1)), Check(0, 1, 1)).On(2).NextStep.Should().BeNull();

    [Fact]
    public void A_row_that_was_not_known_yet_does_not_count()
    {
        var facts = Facts(Row(EvidenceKind.EnquiryAnswered, 5, recorded: 20));

        Relationship.Assess(facts, Policy.Default, Day(10), knownAt: Day(10)).Level.Should().Be(Level.Basic);
        Relationship.Assess(facts, Policy.Default, Day(10), knownAt: Day(20)).Level.Should().Be(Level.Proactive);
    }

    [Fact]
    public void An_answer_that_was_not_known_yet_does_not_count()
    {
        var facts = Facts(Check(0, done: 1) with { Answered = new Learnt(Day(1), Day(20)) });

        Relationship.Assess(facts, Policy.Default, Day(10), knownAt: Day(10)).Level.Should().Be(Level.Basic);
        Relationship.Assess(facts, Policy.Default, Day(10), knownAt: Day(20)).Level.Should().Be(Level.Responsible);
    }

    [Fact]
    public void A_recovery_names_what_was_put_right()
    {
        var (healed, later) = (Duty(FollowUpKind.CaseStep, 20, 21, done: 100, id: 1), Duty(FollowUpKind.Answer, 149, 150, done: 160, id: 2));

        var recovery = Facts(Check(7, done: 8, answered: 8), healed, later).On(200).History[^1];

        recovery.Should().Match<Transition>(t => t.At == Day(100) && t.To == Level.Responsible);
        recovery.Because.Params["source"].Should().Be(healed.Source);
    }

    [Fact]
    public void A_recorded_rise_whose_evidence_was_withdrawn_is_told_apart_and_explained()
    {
        var before = Facts(Row(EvidenceKind.EnquiryAnswered, 5, "interaction:1", withdrawn: 40));
        var recorded = before.On(6).History[0];

        var recheck = Relationship.Recheck(recorded, Day(5), before, Policy.Default, Day(50));

        recheck.Should().Match<Recheck>(r => !r.Agrees && r.Today == Level.Basic);
        recheck.Later.Should().Equal(new LaterFact(LaterFactKind.Withdrawn, "interaction:1", Day(5), Day(40)));
    }
}
