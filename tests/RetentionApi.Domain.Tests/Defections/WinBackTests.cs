using RetentionApi.Domain.Customers;
using RetentionApi.Domain.Defections;
using RetentionApi.Domain.FollowUps;
using RetentionApi.Domain.Orders;
using RetentionApi.Domain.Relationships;
using RetentionApi.Domain.Tests.FollowUps;
using static RetentionApi.Domain.Tests.Defections.Losses;
using static RetentionApi.Domain.Tests.FollowUps.Facts;

namespace RetentionApi.Domain.Tests.Defections;

public sealed class WinBackTests
{
    private static readonly Order First = Order(1, 0, [Cup]);

    [Fact]
    public void Who_is_lost_while_we_watch_is_asked_back_and_two_weeks_later_why()
    {
        var ledger = Ledger.Of(Of(Lost(7, 100, 0, isWatched: true)), 100);
        ledger.Ask(ledger[FollowUpKind.WinBack], 103).Derive(Of(Lost(7, 100, 0, isWatched: true)), 103);

        ledger.All(FollowUpKind.WinBack).Select(f => (f.Step, f.DueAt, f.Deadline)).Should().BeEquivalentTo([(1, Day(100), Day(107)), (2, Day(117), Day(124))]);
    }

    [Fact]
    public void Whom_a_fit_finds_lost_is_owed_nothing() => Ledger.Of(Of(Lost(7, 100, 0)), 100).All(FollowUpKind.WinBack).Should().BeEmpty();

    [Fact]
    public void An_order_stops_it_and_so_does_a_cause_that_is_told()
    {
        var line = Lost(7, 100, 0, isWatched: true);
        var ordered = Ledger.Of(Of(line), 100).Derive(Of(line, Order(2, 105, [Cup])), 105);
        var told = Ledger.Of(Of(line), 100).Derive(Of(line.Tell(DefectionCause.Price, null)), 105);

        ordered.Open(FollowUpKind.WinBack).Concat(told.Open(FollowUpKind.WinBack)).Should().BeEmpty();
    }

    [Fact]
    public void Who_answered_is_not_asked_why()
    {
        var customer = Of(Lost(7, 100, 0, isWatched: true));
        var ledger = Ledger.Of(customer, 100);

        ledger.Answer(ledger[FollowUpKind.WinBack], 101).Derive(customer, 101);

        ledger.Open(FollowUpKind.WinBack).Should().BeEmpty();
    }

    [Fact]
    public void The_same_loss_is_no_second_time_asked_about()
    {
        var customer = Of(Lost(7, 100, 0, isWatched: true));
        var ledger = Ledger.Of(customer, 100);

        ledger.Derive(customer, 150).Derive(customer, 250);

        ledger.All(FollowUpKind.WinBack).Should().HaveCount(2);
    }

    [Fact]
    public void The_order_that_follows_answers_it_and_is_no_repeat_order_beside()
    {
        var line = Lost(7, 100, 0, isWatched: true);
        var ledger = Ledger.Of(Of(line), 100);
        ledger.Ask(ledger[FollowUpKind.WinBack], 101).Derive(Of(line), 101);

        ledger.Derive(Of(line, Order(2, 120, [Cup]), Order(3, 130, [Cup])), 130);

        ledger.Counting.Where(e => e.OrderId is not null).Select(e => (e.Kind, e.OrderId)).Should()
            .BeEquivalentTo([(EvidenceKind.OrderAfterWinBack, (Guid?)Id(200)), (EvidenceKind.RepeatOrder, Id(300))]);
    }

    [Fact]
    public void An_order_long_after_it_is_a_repeat_order()
    {
        var line = Lost(7, 100, 0, isWatched: true);
        var ledger = Ledger.Of(Of(line), 100);
        ledger.Ask(ledger[FollowUpKind.WinBack], 101).Derive(Of(line, Order(2, 170, [Cup])), 170);

        ledger.Counting.Select(e => e.Kind).Should().Contain(EvidenceKind.RepeatOrder).And.NotContain(EvidenceKind.OrderAfterWinBack);
    }

    /// <summary>As the derivation sees them.</summary>
    private static CustomerRecord Of(Defection line, params Order[] later) =>
        DefectionDerivation.Settle(Customer([First, .. later]) with { Defections = [line] }, Rules.Calendar.Zone);
}
