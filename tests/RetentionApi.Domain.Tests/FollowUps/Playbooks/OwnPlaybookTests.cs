using NodaTime;
using RetentionApi.Domain.FollowUps;
using RetentionApi.Domain.FollowUps.Playbooks;
using RetentionApi.Domain.Merchants;
using static RetentionApi.Domain.Tests.FollowUps.Facts;

namespace RetentionApi.Domain.Tests.FollowUps.Playbooks;

public sealed class OwnPlaybookTests
{
    public static TheoryData<string, OwnPlaybook> Refused => new()
    {
        { "/steps/0/number", new OwnPlaybook { Steps = [new OwnStep(3)] } },
        { "/steps/1/number", new OwnPlaybook { Steps = [new OwnStep(1), new OwnStep(1)] } },
        { "/steps/0/after", new OwnPlaybook { Steps = [new OwnStep(1, After: Duration.FromDays(-1))] } },
        { "/steps", new OwnPlaybook { Steps = [new OwnStep(1, After: Duration.FromDays(40))] } },
        { "/steps/0/within", new OwnPlaybook { Steps = [new OwnStep(1, Within: TimeLimit.Elapsed(Duration.Zero))] } },
        { "/steps/0/within", new OwnPlaybook { Steps = [new OwnStep(1, Within: TimeLimit.BusinessDays(0))] } },
        { "/steps/0/channels", new OwnPlaybook { Steps = [new OwnStep(1, Channels: [])] } },
        { "/steps/0/channels", new OwnPlaybook { Steps = [new OwnStep(1, Channels: [ContactChannel.Email, ContactChannel.Staff])] } },
        { "/steps/0/message", new OwnPlaybook { Steps = [new OwnStep(1, Message: MessageClass.Service)] } },
        { "/conditions/0", new OwnPlaybook { Conditions = [new PlaybookCondition(ConditionKind.CustomerTagIn)] } },
        { "/conditions/0", new OwnPlaybook { Conditions = [new PlaybookCondition(ConditionKind.LevelIn, ["top"])] } },
        { "/conditions/0", new OwnPlaybook { Conditions = [new PlaybookCondition(ConditionKind.OrderTotalAtLeast, ["9"])] } },
        { "/stops", new OwnPlaybook { Stops = [StopConditions.NoKeptLine | StopConditions.Ordered] } },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_makes_no_sense_is_refused_at_its_place(string pointer, OwnPlaybook own) =>
        PolicyRules.Check(With(own)).Should().ContainSingle().Which.Pointer.Should().Be("/playbooks/delivery" + pointer);

    [Fact]
    public void What_is_not_said_stays_as_the_product_has_it()
    {
        var book = DefaultPlaybooks.Of(With(new OwnPlaybook { Steps = [new OwnStep(1, After: Duration.FromDays(10))] })).For(PlaybookTrigger.Delivery)!;

        book.Steps.Select(s => s.After.Days).Should().Equal(10, 30);
        book.Steps[0].Within.Should().Be(TimeLimit.Elapsed(Duration.FromDays(7)));
    }

    [Fact]
    public void An_objection_ends_a_step_whatever_the_merchant_says() =>
        DefaultPlaybooks.Of(With(new OwnPlaybook { Stops = [StopConditions.Ordered] })).For(PlaybookTrigger.Delivery)!.Stops
            .Should().Be(StopConditions.Ordered | StopConditions.MarketingObjection);

    [Fact]
    public void A_duty_is_made_at_the_merchants_times()
    {
        var check = new Ledger(Rules(With(new OwnPlaybook { Steps = [new OwnStep(1, Duration.FromDays(10), TimeLimit.Elapsed(Duration.FromDays(3)))] })))
            .Derive(Customer(Order(1, day: 0, [Kettle], delivered: 1)), day: 2)[FollowUpKind.QualityCheck];

        (check.DueAt, check.Deadline).Should().Be((Day(11), Day(14)));
    }

    [Fact]
    public void Whoever_does_not_meet_a_condition_is_owed_nothing_and_whoever_met_it_stays_owed()
    {
        var rules = Rules(With(new OwnPlaybook { Conditions = [new PlaybookCondition(ConditionKind.CustomerTagNotIn, ["wholesale"])] }));
        var ann = Customer(Order(1, day: 0, [Kettle], delivered: 1));

        new Ledger(rules).Derive(ann with { Tags = ["wholesale"] }, day: 2).All(FollowUpKind.QualityCheck).Should().BeEmpty();
        new Ledger(rules).Derive(ann, day: 2).Derive(ann with { Tags = ["wholesale"] }, day: 3).Open(FollowUpKind.QualityCheck).Should().HaveCount(2);
    }

    [Fact]
    public void A_paused_playbook_begins_nothing_and_what_is_under_way_goes_on()
    {
        var (running, paused) = (Rules(Policy.Default), Rules(With(new OwnPlaybook { IsPaused = true }) with { Version = 2 }));
        var ann = Customer(Order(1, day: 0, [Kettle], delivered: 1));
        var ledger = new Ledger(running).Derive(ann, day: 2);

        ledger.Under(paused).Derive(ann, day: 3).Open(FollowUpKind.QualityCheck).Should().HaveCount(2);
        new Ledger(paused).Derive(ann, day: 2).All(FollowUpKind.QualityCheck).Should().BeEmpty();
    }

    [Fact]
    public void A_running_duty_follows_its_facts_under_the_version_it_was_opened_under()
    {
        var later = Policy.Default with { Version = 2, Duties = new DutyPolicy { QualityCheckAfter = Duration.FromDays(20) } };
        var ledger = new Ledger(Rules(Policy.Default)).Derive(Customer(Order(1, day: 0, [Kettle])), day: 1);

        ledger.Under(new DutyRules(later, Facts.Rules.Calendar, new Dictionary<int, Policy> { [1] = Policy.Default }))
            .Derive(Customer(Order(1, day: 0, [Kettle], delivered: 8)), day: 8);

        ledger[FollowUpKind.QualityCheck].DueAt.Should().Be(Day(15), "assumed for day 5, delivered on day 8, asked seven days later");
    }

    private static Policy With(OwnPlaybook own) => Policy.Default with { Playbooks = new Dictionary<PlaybookTrigger, OwnPlaybook> { [PlaybookTrigger.Delivery] = own } };

    private static DutyRules Rules(Policy policy) => new(policy, Facts.Rules.Calendar, new Dictionary<int, Policy> { [1] = Policy.Default });
}
