using NodaTime;
using RetentionApi.Domain.Catalog;
using RetentionApi.Domain.Customers;
using RetentionApi.Domain.FollowUps;
using RetentionApi.Domain.Orders;
using static RetentionApi.Domain.Tests.FollowUps.Facts;

namespace RetentionApi.Domain.Tests.FollowUps;

/// <summary>Products whose buyers are asked sooner or later than others.</summary>
public sealed class FollowUpPlanTests
{
    [Theory]
    [InlineData(14, 90, true)]
    [InlineData(0, null, true)]
    [InlineData(14, 14, false)]
    [InlineData(14, 7, false)]
    [InlineData(-1, 7, false)]
    [InlineData(400, null, false)]
    [InlineData(14, 800, false)]
    public void The_second_time_is_after_the_first(int first, int? second, bool isRight) =>
        (Plan(first, second).Check() is null).Should().Be(isRight);

    [Fact]
    public void A_kettle_is_asked_after_when_its_plan_says()
    {
        var ledger = Ledger.Of(Planned(Plan(14, 90), Order(1, 0, [Kettle], delivered: 1)), 1);

        (ledger[FollowUpKind.QualityCheck].DueAt, ledger[FollowUpKind.QualityCheck, 2].DueAt).Should().Be((Day(15), Day(91)));
    }

    [Fact]
    public void Without_a_second_time_it_keeps_the_distance_of_all_others()
    {
        var ledger = Ledger.Of(Planned(Plan(5, null), Order(1, 0, [Kettle], delivered: 1)), 1);

        (ledger[FollowUpKind.QualityCheck].DueAt, ledger[FollowUpKind.QualityCheck, 2].DueAt).Should().Be((Day(6), Day(29)));
    }

    [Fact]
    public void What_needs_longer_joins_the_second_step_of_what_does_not()
    {
        var ledger = Ledger.Of(Planned(Plan(14, 90), Order(1, 0, [Kettle, Cup], delivered: 1)), 1);

        ledger[FollowUpKind.QualityCheck].Should().Match<FollowUp>(f => f.DueAt == Day(8) && f.OrderLineIds.SequenceEqual(new[] { Line(1, 2) }));
        ledger[FollowUpKind.QualityCheck, 2].OrderLineIds.Should().Equal(Line(1, 2), Line(1, 1));
    }

    [Fact]
    public void What_is_asked_after_sooner_opens_the_check_whichever_came_first()
    {
        var (kettle, cup) = (Order(1, 0, [Kettle], delivered: 3), Order(2, 0, [Cup], delivered: 1));

        var ledger = Ledger.Of(Planned(Plan(2, 40), cup), 3).Derive(Planned(Plan(2, 40), cup, kettle), 3);

        ledger[FollowUpKind.QualityCheck].Should().Match<FollowUp>(f => f.DueAt == Day(5) && f.OrderLineIds.Count == 2);
    }

    [Fact]
    public void What_needs_longer_than_the_check_lasts_has_a_check_of_its_own()
    {
        var record = Planned(Plan(120, null), Order(1, 0, [Kettle, Cup], delivered: 1));
        var ledger = Ledger.Of(record, 1);
        ledger.Answer(ledger[FollowUpKind.QualityCheck], 9, 5).Derive(record, 9);

        ledger.Derive(record, 39);

        ledger.Open(FollowUpKind.QualityCheck).First().Should().Match<FollowUp>(f => f.DueAt == Day(121) && f.OrderLineIds.SequenceEqual(new[] { Line(1, 1) }));
    }

    [Fact]
    public void A_plan_that_changes_moves_what_is_ahead()
    {
        var order = Order(1, 0, [Kettle], delivered: 1);
        var ledger = Ledger.Of(Customer(order), 1);

        ledger.Derive(Planned(Plan(14, 90), order), 2);

        ledger.Open(FollowUpKind.QualityCheck).Select(f => f.DueAt).Should().Equal(Day(15), Day(91));
    }

    private static FollowUpPlan Plan(int first, int? second) => new(Duration.FromDays(first), second is { } days ? Duration.FromDays(days) : null);

    private static CustomerRecord Planned(FollowUpPlan plan, params Order[] orders)
    {
        var record = Customer([.. orders]);
        return record with { Products = new Dictionary<Guid, Product>(record.Products) { [Kettle.Id] = Kettle with { Plan = plan } } };
    }
}
