using RetentionApi.Domain.Catalog;
using RetentionApi.Domain.FollowUps;
using RetentionApi.Domain.Orders;
using static RetentionApi.Domain.Tests.FollowUps.Facts;

namespace RetentionApi.Domain.Tests.FollowUps;

public sealed class QualityCheckTests
{
    private static readonly Order First = Order(1, 0, [Kettle], delivered: 2);

    [Fact]
    public void A_delivery_opens_a_check_after_seven_days_and_after_thirty()
    {
        var ledger = Ledger.Of(Customer(First), 2);

        ledger.All(FollowUpKind.QualityCheck).Select(f => (f.Step, f.DueAt, f.Deadline)).Should().Equal((1, Day(9), Day(16)), (2, Day(32), Day(39)));
        ledger.All(FollowUpKind.QualityCheck).Should().OnlyContain(f => f.Cause == $"customer:{Id(1)}" && f.OrderLineIds.Single() == Line(1, 1));
    }

    [Fact]
    public void The_next_delivery_joins_the_open_check()
    {
        var ledger = Ledger.Of(Customer(First), 2).Derive(Customer(First, Order(2, 3, [Cup], delivered: 5)), 5);

        ledger.All(FollowUpKind.QualityCheck).Should().HaveCount(2).And.OnlyContain(f => f.OrderLineIds.SequenceEqual(new[] { Line(1, 1), Line(2, 1) }));
        ledger[FollowUpKind.QualityCheck].DueAt.Should().Be(Day(9));
    }

    [Fact]
    public void What_is_delivered_after_the_first_step_is_asked_after_in_the_second()
    {
        var ledger = Ledger.Of(Customer(First), 2);
        ledger.Answer(ledger[FollowUpKind.QualityCheck], 9, 5).Derive(Customer(First, Order(2, 10, [Cup], delivered: 12)), 12);

        ledger[FollowUpKind.QualityCheck, 2].OrderLineIds.Should().Equal(Line(2, 1));
        ledger[FollowUpKind.QualityCheck, 2].DueAt.Should().Be(Day(32));
    }

    [Fact]
    public void What_will_be_delivered_after_the_second_step_waits_for_the_next_check()
    {
        var ledger = Ledger.Of(Customer(First, Order(2, 3, [Cup], delivered: 40)), 2);

        ledger.FollowUps.Where(f => f.Kind is FollowUpKind.QualityCheck).SelectMany(f => f.OrderLineIds).Distinct().Should().Equal(Line(1, 1));
    }

    [Fact]
    public void A_new_check_starts_no_sooner_than_sixty_days_after_the_last_ended()
    {
        var ledger = Ledger.Of(Customer(First), 2);
        ledger.Answer(ledger[FollowUpKind.QualityCheck], 9, 5).Derive(Customer(First), 9);

        ledger.Derive(Customer(First, Order(2, 20, [Cup], delivered: 22)), 22);

        ledger.Open(FollowUpKind.QualityCheck).Select(f => (f.Step, f.DueAt)).Should().Equal((1, Day(69)), (2, Day(92)));
        ledger[FollowUpKind.QualityCheck].Cause.Should().Be($"customer:{Id(1)}#2");
    }

    [Fact]
    public void It_asks_after_five_products_at_most_unrated_ones_first_then_the_dearest()
    {
        Product[] products = [.. Enumerable.Range(20, 7).Select(n => Kettle with { Id = Id(-n), Price = n })];
        var catalogue = products.Append(Kettle).ToDictionary(p => p.Id);
        var rated = Customer(First) with { Products = catalogue };
        var ledger = Ledger.Of(rated, 2);
        ledger.Answer(ledger[FollowUpKind.QualityCheck], 9, 5).Derive(rated, 9);

        ledger.Derive(Customer(First, Order(2, 80, [Kettle, .. products], delivered: 81)) with { Products = catalogue }, 81);

        ledger[FollowUpKind.QualityCheck].OrderLineIds.Should().Equal(Line(2, 8), Line(2, 7), Line(2, 6), Line(2, 5), Line(2, 4));
    }

    [Fact]
    public void What_was_rated_within_a_year_is_asked_after_if_there_is_room()
    {
        var ledger = Ledger.Of(Customer(First), 2);
        ledger.Answer(ledger[FollowUpKind.QualityCheck], 9, 5).Derive(Customer(First), 9);

        ledger.Derive(Customer(First, Order(2, 80, [Kettle, Cup], delivered: 81)), 81);

        ledger[FollowUpKind.QualityCheck].OrderLineIds.Should().Equal(Line(2, 2), Line(2, 1));
    }

    [Fact]
    public void One_line_is_asked_after_for_each_product() =>
        Ledger.Of(Customer(Order(1, 0, [Cup, Kettle, Cup], delivered: 2)), 2)[FollowUpKind.QualityCheck].OrderLineIds.Should().HaveCount(2);

    [Fact]
    public void The_second_step_asks_staff_after_lines_unrated_or_rated_three_or_less()
    {
        var customer = Customer(Order(1, 0, [Kettle, Lamp, Cup], delivered: 2));
        var ledger = Ledger.Of(customer, 2);

        ledger.Answer(ledger[FollowUpKind.QualityCheck], 9, 4, 3).Derive(customer, 9);

        ledger[FollowUpKind.QualityCheck, 2].OrderLineIds.Should().Equal(Line(1, 2), Line(1, 3));
        ledger[FollowUpKind.QualityCheck, 2].Channel.Should().Be(ContactChannel.Staff);
    }

    [Fact]
    public void The_second_step_ends_when_all_lines_were_rated_well()
    {
        var ledger = Ledger.Of(Customer(First), 2);

        ledger.Answer(ledger[FollowUpKind.QualityCheck], 9, 4).Derive(Customer(First), 9);

        ledger[FollowUpKind.QualityCheck, 2].Cancellation.Should().Be(CancellationCause.Stopped);
    }

    [Fact]
    public void The_second_step_asks_again_after_what_got_no_answer()
    {
        var ledger = Ledger.Of(Customer(First), 2);

        ledger.Ask(ledger[FollowUpKind.QualityCheck], 9).Derive(Customer(First), 9);

        ledger[FollowUpKind.QualityCheck, 2].OrderLineIds.Should().Equal(Line(1, 1));
        ledger[FollowUpKind.QualityCheck, 2].Channel.Should().Be(ContactChannel.Email);
    }
}
