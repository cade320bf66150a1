using RetentionApi.Domain.FollowUps;
using RetentionApi.Domain.FollowUps.Playbooks;
using RetentionApi.Domain.Merchants;
using static RetentionApi.Domain.Tests.FollowUps.Facts;

namespace RetentionApi.Domain.Tests.FollowUps;

/// <summary>The last look at a duty whose message is about to go.</summary>
public sealed class RecheckTests
{
    [Fact]
    public void What_was_bought_again_an_hour_ago_is_not_offered()
    {
        var bought = Order(1, day: 0, [Tea], delivered: 1);
        var ledger = Ledger.Of(Customer(bought), day: 2);

        Recheck(ledger, FollowUpKind.Replenish, [bought], day: 24).Should().Be(null);
        Recheck(ledger, FollowUpKind.Replenish, [bought, Order(2, day: 23.9, [Tea])], day: 24).Should().Be(CancellationCause.Stopped);
    }

    [Fact]
    public void What_arrives_later_than_assumed_is_asked_about_later()
    {
        var ledger = Ledger.Of(Customer(Order(1, day: 0, [Kettle])), day: 1);

        var (cancelled, moved) = Duties.Recheck(ledger[FollowUpKind.QualityCheck], Customer(Order(1, day: 0, [Kettle], delivered: 11)), ledger.FollowUps, Rules, Day(12));

        cancelled.Should().BeNull();
        moved!.DueAt.Should().Be(Day(18));
    }

    [Fact]
    public void Whoever_does_not_meet_the_conditions_any_more_gets_no_message()
    {
        var own = new OwnPlaybook { Conditions = [new PlaybookCondition(ConditionKind.CustomerTagNotIn, ["wholesale"])] };
        var rules = new DutyRules(
            Policy.Default with { Playbooks = new Dictionary<PlaybookTrigger, OwnPlaybook> { [PlaybookTrigger.Delivery] = own } }, Rules.Calendar);
        var ann = Customer(Order(1, day: 0, [Kettle], delivered: 1));
        var ledger = new Ledger(rules).Derive(ann, day: 2);

        Duties.Recheck(ledger[FollowUpKind.QualityCheck], ann, ledger.FollowUps, rules, Day(8)).Cancelled.Should().BeNull();
        Duties.Recheck(ledger[FollowUpKind.QualityCheck], ann with { Tags = ["wholesale"] }, ledger.FollowUps, rules, Day(8)).Cancelled.Should().Be(CancellationCause.Stopped);
    }

    private static CancellationCause? Recheck(Ledger ledger, FollowUpKind kind, object[] facts, double day) =>
        Duties.Recheck(ledger[kind], Customer(facts), ledger.FollowUps, Rules, Day(day)).Cancelled;
}
