using NodaTime;
using RetentionApi.Domain.Customers;
using RetentionApi.Domain.FollowUps;
using RetentionApi.Domain.FollowUps.Playbooks;
using RetentionApi.Domain.Merchants;
using static RetentionApi.Domain.FollowUps.Playbooks.TrialOutcome;
using static RetentionApi.Domain.Tests.FollowUps.Facts;

namespace RetentionApi.Domain.Tests.FollowUps.Playbooks;

/// <summary>An order was delivered on day 11; the playbook is tried over days 10 to 40.</summary>
public sealed class PlaybookTrialTests
{
    private static readonly CustomerRecord Ann = Customer(Order(1, day: 10, [Kettle], delivered: 11));

    [Fact]
    public void Each_step_that_would_have_come_due_is_counted() => Run(Ann).Should().Equal(HandedOver);

    [Fact]
    public void What_comes_due_later_is_not() => Run(Ann, until: 41).Should().Equal(HandedOver, HandedOver);

    [Fact]
    public void What_came_by_an_import_afterwards_is_tried_all_the_same() =>
        Run(Ann with { ImportedAt = Day(39), Orders = [.. Ann.Orders.Select(o => o with { ImportedAt = Day(39) })] }).Should().Equal(HandedOver);

    [Fact]
    public void What_is_there_already_is_told_apart() =>
        Run(Ann, Ledger.Of(Ann, day: 12).FollowUps).Should().Equal(AlreadyOwed);

    [Fact]
    public void Without_a_way_to_be_reached_it_is_made_in_vain() => Run(Ann with { ContactPoints = [] }).Should().Equal(NoContact);

    [Fact]
    public void Without_consent_it_is_made_in_vain() =>
        Run(Ann with { ContactPoints = [new ContactPoint(ContactChannel.Email, "a@b.example", null, null)] }).Should().Equal(NotPermitted);

    [Fact]
    public void At_night_its_message_would_have_waited() => Run(Ann, reach: new TrialReach([], at => at + Duration.FromHours(1))).Should().Equal(HeldForQuietHours);

    [Fact]
    public void After_three_messages_in_a_week_it_would_have_waited() =>
        Run(Ann, reach: new TrialReach([Day(12), Day(13), Day(17)], at => at)).Should().Equal(HeldForCap);

    [Fact]
    public void Whoever_does_not_meet_the_conditions_is_counted_as_such() =>
        Run(Ann, own: new OwnPlaybook { Conditions = [new PlaybookCondition(ConditionKind.CustomerTagIn, ["vip"])] }).Should().Equal(ConditionNotMet);

    [Fact]
    public void Whoever_objected_is_not_asked() => Run(Ann with { HasObjectedToMarketing = true }).Should().Equal(NotWanted);

    private static IReadOnlyList<TrialOutcome> Run(
        CustomerRecord record, IReadOnlyList<FollowUp>? existing = null, TrialReach? reach = null, OwnPlaybook? own = null, double until = 40)
    {
        var policy = own is null ? Policy.Default : Policy.Default with { Playbooks = new Dictionary<PlaybookTrigger, OwnPlaybook> { [PlaybookTrigger.Delivery] = own } };
        return PlaybookTrial.Run(
            PlaybookTrigger.Delivery, record, existing ?? [], reach ?? new TrialReach([], at => at), new DutyRules(policy, Rules.Calendar), Day(10), Day(until));
    }
}
