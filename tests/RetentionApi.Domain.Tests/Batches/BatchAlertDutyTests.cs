using RetentionApi.Domain.Batches;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.Customers;
using RetentionApi.Domain.FollowUps;
using RetentionApi.Domain.Orders;
using RetentionApi.Domain.Tests.FollowUps;
using static RetentionApi.Domain.Tests.FollowUps.Facts;

namespace RetentionApi.Domain.Tests.Batches;

/// <summary>Whom a bad batch concerns, and what is owed to them.</summary>
public sealed class BatchAlertDutyTests
{
    private static readonly BatchAlertRecord Alert = new(Id(500), Kettle.Id, "B-1", Day(100));

    private static readonly Order OfBatch = InBatch(Order(1, 0, [Kettle, Cup], delivered: 1), "B-1");

    [Fact]
    public void A_buyer_is_told_at_once_and_called_a_day_later()
    {
        var ledger = Ledger.Of(Alerted(OfBatch), 100);

        var (told, called) = (ledger[FollowUpKind.BatchAlert], ledger[FollowUpKind.BatchAlert, step: 2]);

        (told.DueAt, told.Deadline, told.Channel, told.Cause).Should().Be((Day(100), Day(101), ContactChannel.Email, $"batchAlert:{Alert.Id}"));
        (called.DueAt, called.Deadline, called.Channel).Should().Be((Day(101), Day(102), ContactChannel.Staff));
        told.OrderLineIds.Should().Equal(Line(1, 1));
    }

    [Fact]
    public void Who_cannot_be_written_to_is_called() =>
        Ledger.Of(Alerted(OfBatch) with { ContactPoints = [] }, 100)[FollowUpKind.BatchAlert].Channel.Should().Be(ContactChannel.Staff);

    [Fact]
    public void Other_batches_and_orders_that_were_cancelled_do_not_count()
    {
        Ledger.Of(Alerted(InBatch(OfBatch, "B-2")), 100).All(FollowUpKind.BatchAlert).Should().BeEmpty();
        Ledger.Of(Alerted(OfBatch with { Status = OrderStatus.Cancelled }), 100).All(FollowUpKind.BatchAlert).Should().BeEmpty();
    }

    [Fact]
    public void An_old_order_that_is_told_later_counts_from_then() =>
        Ledger.Of(Alerted(OfBatch with { ImportedAt = Day(300) }), 300)[FollowUpKind.BatchAlert].Deadline.Should().Be(Day(301));

    [Fact]
    public void Who_has_answered_is_not_called()
    {
        var ledger = Ledger.Of(Alerted(OfBatch), 100);
        ledger.Ask(ledger[FollowUpKind.BatchAlert], 100.1).Derive(Alerted(OfBatch), 100.1).Open(FollowUpKind.BatchAlert).Should().ContainSingle();

        ledger.Answer(ledger[FollowUpKind.BatchAlert], 100.5).Derive(Alerted(OfBatch), 100.5);

        ledger[FollowUpKind.BatchAlert, step: 2].Cancellation.Should().Be(CancellationCause.Stopped);
    }

    [Fact]
    public void What_came_back_is_over()
    {
        var ledger = Ledger.Of(Alerted(OfBatch), 100);

        ledger.Derive(Alerted(OfBatch.Returned(100, ReturnReason.Fault, 1)), 100.5);

        ledger.Open(FollowUpKind.BatchAlert).Should().BeEmpty();
    }

    [Fact]
    public void What_was_declined_once_keeps_no_later_alert_away()
    {
        var both = Alerted(OfBatch, InBatch(Order(2, 0, [Kettle], delivered: 1), "B-2"));
        var ledger = Ledger.Of(both, 100);
        ledger.Decline(ledger[FollowUpKind.BatchAlert], 100.1);

        ledger.Derive(both with { BatchAlerts = [Alert, Alert with { Id = Id(501), Batch = "B-2" }] }, 110);

        ledger.Open(FollowUpKind.BatchAlert).Select(f => f.Cause).Distinct().Should().Equal(FactKey.BatchAlert(Id(501)));
    }

    [Theory]
    [InlineData(true, true, 2)]
    [InlineData(false, false, 0)]
    public void Objections_keep_nobody_in_danger_and_a_restriction_keeps_them_alone(bool objects, bool marketing, int duties)
    {
        var record = Alerted(OfBatch) with { HasObjectedToProfiling = objects, HasObjectedToMarketing = marketing, IsRestricted = !objects };

        Ledger.Of(record, 100).Open(FollowUpKind.BatchAlert).Should().HaveCount(duties);
    }

    [Fact]
    public void Of_two_who_were_merged_the_one_who_was_told_was_told_for_both()
    {
        var (one, other) = (Ledger.Of(Alerted(OfBatch), 100), Ledger.Of(Alerted(OfBatch with { CustomerId = Id(2) }) with { CustomerId = Id(2) }, 100));
        one.Ask(one[FollowUpKind.BatchAlert], 100.1);
        FollowUp[] all = [.. one.All(FollowUpKind.BatchAlert), .. other.All(FollowUpKind.BatchAlert)];

        var changes = Duties.Derive(Alerted(OfBatch), all, Rules, Day(100.2));

        changes.Cancelled.Where(c => c.Cause is CancellationCause.Merged).Should().HaveCount(2);
        changes.Opened.Should().NotContain(f => f.Kind == FollowUpKind.BatchAlert);
        var after = changes.ApplyTo(all, Day(100.2)).Where(f => f.Kind is FollowUpKind.BatchAlert).ToArray();
        Duties.Derive(Alerted(OfBatch), after, Rules, Day(100.2)).Cancelled.Should().BeEmpty();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Of_two_who_were_merged_the_answer_of_either_is_the_answer_of_both(bool isFirst)
    {
        var (one, other) = (Ledger.Of(Alerted(OfBatch), 100), Ledger.Of(Alerted(OfBatch with { CustomerId = Id(2) }) with { CustomerId = Id(2) }, 100));
        one.Ask(one[FollowUpKind.BatchAlert], 100.1);
        other.Ask(other[FollowUpKind.BatchAlert], 100.1);
        var answering = isFirst ? one : other;
        answering.Answer(answering[FollowUpKind.BatchAlert], 100.2);
        FollowUp[] all = [.. one.All(FollowUpKind.BatchAlert), .. other.All(FollowUpKind.BatchAlert)];

        Duties.Derive(Alerted(OfBatch), all, Rules, Day(100.3)).ApplyTo(all, Day(100.3)).Where(f => f is { Kind: FollowUpKind.BatchAlert, IsOpen: true }).Should().BeEmpty("nobody is called");
    }

    [Theory]
    [InlineData(0, BuyerState.Waiting)]
    [InlineData(1, BuyerState.Told)]
    [InlineData(2, BuyerState.Answered)]
    [InlineData(3, BuyerState.Returned)]
    [InlineData(4, BuyerState.NotReached)]
    public void How_far_it_has_come_follows_from_what_was_done(int act, BuyerState state)
    {
        var record = Alerted(OfBatch);
        var ledger = Ledger.Of(record, 100);
        var told = ledger[FollowUpKind.BatchAlert];
        if (act is 1 or 2)
            ledger.Ask(told, 100.1);
        if (act is 2)
            ledger.Answer(told, 100.2);
        if (act is 3)
            record = Alerted(OfBatch.Returned(100, ReturnReason.Fault, 1));
        if (act is 4)
            record = record with { IsRestricted = true };

        BatchBuyers.Of(record, ledger.Derive(record, 100.3).FollowUps).Should().ContainSingle().Which.State.Should().Be(state);
    }

    [Fact]
    public void Whom_it_does_not_concern_is_no_buyer() => BatchBuyers.Of(Alerted(InBatch(OfBatch, "B-2")), []).Should().BeEmpty();

    private static CustomerRecord Alerted(params object[] facts) => Customer(facts) with { BatchAlerts = [Alert] };

    private static Order InBatch(Order order, string batch) => order with
    {
        CustomerId = order.CustomerId ?? Id(1),
        Lines = [.. order.Lines.Select(l => l.ProductId == Kettle.Id ? l with { Batch = batch } : l)],
    };
}
