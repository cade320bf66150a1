using NodaTime;
using RetentionApi.Domain.Customers;
using RetentionApi.Domain.FollowUps;
using RetentionApi.Domain.Orders;
using RetentionApi.Domain.Promises;
using RetentionApi.Domain.Relationships;
using RetentionApi.Domain.Tests.FollowUps;
using static RetentionApi.Domain.Tests.FollowUps.Facts;

namespace RetentionApi.Domain.Tests.Promises;

/// <summary>Which promises facts make by themselves, and what becomes of them. Deliveries are promised for day 3.</summary>
public sealed class PromiseDerivationTests
{
    private readonly PromiseLedger stored = new();

    private List<Promise> Promises => stored.Promises;

    private List<FollowUp> Duties => stored.Duties;

    [Fact]
    public void A_promised_date_is_a_promise_with_one_duty_that_comes_up_when_it_is_late()
    {
        Derive(Promised(null), 0);

        var promise = Promises.Single();
        (promise.Status, promise.DueAt).Should().Be((PromiseStatus.Open, Day(3)));
        (Duties.Single().Cause, Duties.Single().DueAt, Duties.Single().Deadline).Should().Be(($"promise:{promise.Id}", Day(3), Day(4)));
    }

    [Theory]
    [InlineData(2, PromiseStatus.Kept, EvidenceKind.PromiseKept, 2)]
    [InlineData(4, PromiseStatus.Kept, EvidenceKind.PromiseKept, 4)]
    [InlineData(4.1, PromiseStatus.Broken, EvidenceKind.PromiseBroken, 4)]
    public void The_actual_date_keeps_it_or_breaks_it_whether_told_later_or_at_once(double delivered, PromiseStatus status, EvidenceKind kind, double at)
    {
        Derive(Promised(null), 0);
        Derive(Promised(delivered), 5);
        var (later, evidence) = (Promises.Single(), Said(Promised(delivered)));
        Promises.Clear();
        Derive(Promised(delivered), 5);

        (later.Status, Promises.Single().Status).Should().Be((status, status));
        evidence.Should().Equal((kind, Day(at)));
    }

    [Fact]
    public void When_its_time_is_over_it_is_broken_and_a_late_report_that_it_came_in_time_takes_that_back()
    {
        Derive(Promised(null), 0);
        _ = Duties.Single().Miss(Day(4)).Value;
        Derive(Promised(null), 4);
        Promises.Single().Status.Should().Be(PromiseStatus.Broken);

        Derive(Promised(3), 6);

        (Promises.Single().Status, Promises.Single().BrokenAt, Duties.Single().IsDoneInTime).Should().Be((PromiseStatus.Kept, null, true));
    }

    [Fact]
    public void Broken_and_made_good_leaves_both()
    {
        Derive(Promised(5), 6);

        Promises.Single().Repair(null, RepairMeans.Compensated, null, "A voucher.", Day(7)).IsOk.Should().BeTrue();

        Said(Promised(5)).Should().BeEquivalentTo([(EvidenceKind.PromiseBroken, Day(4)), (EvidenceKind.BreachRepaired, Day(7))]);
        Derive(Promised(3), 8);
        Promises.Single().Status.Should().Be(PromiseStatus.Repaired);
    }

    [Fact]
    public void What_was_over_before_an_import_is_not_judged()
    {
        Derive(Promised(5) with { ImportedAt = Day(10) }, 10);
        Derive(Promised(null) with { ImportedAt = Day(4) }, 4);

        Promises.Should().BeEmpty();
        Derive(Promised(null) with { ImportedAt = Day(3.5) }, 3.5);
        Promises.Should().ContainSingle();
    }

    [Fact]
    public void A_cancelled_order_takes_it_back_until_it_stands_again()
    {
        Derive(Promised(null), 0);
        Derive(Promised(null) with { Status = OrderStatus.Cancelled }, 1);
        (Promises.Single().Status, Duties.Single().IsStopped).Should().Be((PromiseStatus.Withdrawn, true));

        Derive(Promised(null), 2);

        (Promises.Single().Status, Duties.Single().IsOpen).Should().Be((PromiseStatus.Open, true));
    }

    [Fact]
    public void Only_the_customers_yes_moves_the_date()
    {
        Derive(Promised(null), 0);
        var moved = Promised(null);
        Derive(moved with { Deliveries = [moved.Deliveries[0] with { PromisedAt = Day(9) }] }, 1);
        Promises.Single().DueAt.Should().Be(Day(3));

        Promises.Add(Promises[0].Renegotiate(Id(77), Duties[0], Day(9), "Fine with her.", null, Day(2)).Value);
        Derive(Promised(9.5), 10);

        Promises.Select(p => p.Status).Should().Equal(PromiseStatus.Renegotiated, PromiseStatus.Kept);
        Said(Promised(9.5)).Should().Equal((EvidenceKind.PromiseKept, Day(9.5)));
    }

    [Theory]
    [InlineData(5, null, PromiseStatus.Kept)]
    [InlineData(3, null, null)]
    [InlineData(1, null, null)]
    [InlineData(5, ReturnReason.NotAsDescribed, PromiseStatus.Broken)]
    [InlineData(5, ReturnReason.Fault, PromiseStatus.Kept)]
    public void A_claim_is_judged_by_what_the_customer_says_of_their_line_and_leaves_no_evidence_of_its_own(int rating, ReturnReason? returned, PromiseStatus? status)
    {
        var order = Order(1, 0, [Kettle], delivered: 1);
        var record = Customer(returned is { } reason ? order.Returned(9, reason, 1) : order);
        record = record with { FirstContactAt = Day(-9), Products = record.Products.ToDictionary(p => p.Key, p => p.Value with { HasClaims = true }) };
        var ledger = Ledger.Of(Customer(order) with { FirstContactAt = Day(-9) }, 1);
        ledger.Answer(ledger[FollowUpKind.QualityCheck], 8, rating);

        var made = PromiseDerivation.Derive(record, ledger.FollowUps, Rules, Day(10));

        made.Made.Select(p => (PromiseStatus?)p.Status).Should().Equal(status is null ? [] : [status]);
        (made.Duties.Count, EvidenceDerivation.Expect(record with { Promises = made.Made }, [], Rules).Count(e => e.Source.StartsWith("promise:", StringComparison.Ordinal))).Should().Be((0, 0));
    }

    private static Order Promised(double? delivered) => Order(1, 0, [Cup]) with
    {
        Deliveries = [new Delivery(Id(5), null, Day(3), delivered is { } at ? Day(at) : null)],
    };

    private static CustomerRecord Known(Order order) => Customer(order) with { FirstContactAt = Day(-9) };

    private void Derive(Order order, double day) => stored.Derive(Known(order), day);

    private IEnumerable<(EvidenceKind, Instant)> Said(Order order) => EvidenceDerivation.Expect(Known(order) with { Promises = Promises }, Duties, Rules).Select(e => (e.Kind, e.OccurredAt));
}
