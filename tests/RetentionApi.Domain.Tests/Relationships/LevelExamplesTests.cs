using RetentionApi.Domain.FollowUps;
using RetentionApi.Domain.Relationships;
using static RetentionApi.Domain.Tests.Relationships.Given;

namespace RetentionApi.Domain.Tests.Relationships;

/// <summary>The table of examples of the domain's description, by their names.</summary>
public sealed class LevelExamplesTests
{
    [Fact]
    public void Visitor_welcomed_never_buys_is_basic()
    {
        var visitor = Facts(Row(EvidenceKind.Welcomed, 0));

        visitor.On(10).Level.Should().Be(Level.Basic);
        visitor.RungOn(Level.Basic, 10).State.Should().Be(RungState.Met);
    }

    [Fact]
    public void Visitor_whose_enquiry_was_answered_in_time_is_proactive()
    {
        var visitor = Facts(Duty(FollowUpKind.Answer, 0, 0.5, done: 0.2), Row(EvidenceKind.EnquiryAnswered, 0.2));

        visitor.On(1).Level.Should().Be(Level.Proactive);
    }

    [Fact]
    public void One_order_quality_check_answered_never_asked_anything_is_responsible()
    {
        var buyer = Facts(Check(7, done: 8, answered: 8));

        buyer.On(8).Level.Should().Be(Level.Responsible);
        buyer.On(8).Rungs.Select(r => r.State).Should().Equal(RungState.NotYet, RungState.NotYet, RungState.NotYet, RungState.Met, RungState.NotYet);
    }

    [Fact]
    public void One_order_checks_sent_never_answered_is_basic()
    {
        var buyer = Facts(Check(7, done: 8), Check(30, done: 31));

        buyer.On(60).Level.Should().Be(Level.Basic);
        buyer.RungOn(Level.Responsible, 60).State.Should().Be(RungState.NotYet);
        buyer.RungOn(Level.Responsible, 60).Because.Code.Should().Be("rung.checkUnanswered");
    }

    [Fact]
    public void One_order_its_only_check_missed_is_basic_and_asks_to_do_it_late()
    {
        var buyer = Facts(Check(7));

        buyer.On(20).Level.Should().Be(Level.Basic);
        buyer.RungOn(Level.Responsible, 20).State.Should().Be(RungState.Unmet);
        buyer.On(20).NextStep!.What.Code.Should().Be("remedy.askLate");
    }

    [Fact]
    public void One_order_its_only_check_asked_late_and_answered_is_responsible()
    {
        var buyer = Facts(Check(7, done: 25, answered: 25));

        buyer.On(25).Level.Should().Be(Level.Responsible);
    }

    [Fact]
    public void Level_4_an_enquiry_passes_its_deadline_lapses_and_falls_to_1_after_30_days()
    {
        var customer = Facts(Check(7, done: 8, answered: 8), Duty(FollowUpKind.Answer, 50, 50.5));

        var lapsing = customer.On(55);

        (lapsing.Level, lapsing.RawLevel).Should().Be((Level.Responsible, Level.Basic));
        (lapsing.Lapse!.Since, lapsing.Lapse.FallsAt, lapsing.Lapse.FallsTo).Should().Be((Day(50.5), Day(80.5), Level.Basic));
        customer.On(80.49).Level.Should().Be(Level.Responsible);
        customer.On(80.5).Level.Should().Be(Level.Basic);
    }

    [Fact]
    public void Level_4_an_enquiry_past_its_deadline_answered_on_day_10_stays_responsible()
    {
        var customer = Facts(Check(7, done: 8, answered: 8), Duty(FollowUpKind.Answer, 50, 50.5, done: 60.5));

        customer.On(200).History.Should().ContainSingle().Which.To.Should().Be(Level.Responsible);
        customer.On(61).IsLapsing.Should().BeFalse();
    }
}
