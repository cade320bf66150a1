using NodaTime;
using RetentionApi.Domain.Customers;
using RetentionApi.Domain.FollowUps;
using RetentionApi.Domain.Interests;
using RetentionApi.Domain.Orders;
using RetentionApi.Domain.Promises;
using RetentionApi.Domain.Relationships;
using RetentionApi.Domain.Suggestions;
using RetentionApi.Domain.Tests.FollowUps;
using static RetentionApi.Domain.Tests.FollowUps.Facts;

namespace RetentionApi.Domain.Tests.Promises;

/// <summary>Which promises facts make by themselves, and what becomes of them. Deliveries are promised for day 3.</summary>
public sealed class PromiseDerivationTests
{
    private readonly List<FollowUp> duties = [];

    private readonly List<Promise> promises = [];

    [Fact]
    public void A_promised_date_is_a_promise_with_one_duty_that_comes_up_when_it_is_late()
    {
        Derive(Promised(null), 0);

        var promise = promises.Single();
        (promise.Status, promise.DueAt).Should().Be((PromiseStatus.Open, Day(3)));
        (duties.Single().Cause, duties.Single().DueAt, duties.Single().Deadline).Should().Be(($"promise:{promise.Id}", Day(3), Day(4)));
    }

    [Theory]
    [InlineData(2, PromiseStatus.Kept, EvidenceKind.PromiseKept, 2)]
    [InlineData(4, PromiseStatus.Kept, EvidenceKind.PromiseKept, 4)]
    [InlineData(4.1, PromiseStatus.Broken, EvidenceKind.PromiseBroken, 4)]
    public void The_actual_date_keeps_it_or_breaks_it_whether_told_later_or_at_once(double delivered, PromiseStatus status, EvidenceKind kind, double at)
    {
        Derive(Promised(null), 0);
        Derive(Promised(delivered), 5);
        var (later, evidence) = (promises.Single(), Said(Promised(delivered)));
        promises.Clear();
        Derive(Promised(delivered), 5);

        (later.Status, promises.Single().Status).Should().Be((status, status));
        evidence.Should().Equal((kind, Day(at)));
    }

    [Fact]
    public void When_its_time_is_over_it_is_broken_and_a_late_report_that_it_came_in_time_takes_that_back()
    {
        Derive(Promised(null), 0);
        _ = duties.Single().Miss(Day(4)).Value;
        Derive(Promised(null), 4);
        promises.Single().Status.Should().Be(PromiseStatus.Broken);

        Derive(Promised(3), 6);

        (promises.Single().Status, promises.Single().BrokenAt, duties.Single().IsDoneInTime).Should().Be((PromiseStatus.Kept, null, true));
    }

    [Fact]
    public void Broken_and_made_good_leaves_both()
    {
        Derive(Promised(5), 6);

        promises.Single().Repair(null, RepairMeans.Compensated, null, "A voucher.", Day(7)).IsOk.Should().BeTrue();

        Said(Promised(5)).Should().BeEquivalentTo([(EvidenceKind.PromiseBroken, Day(4)), (EvidenceKind.BreachRepaired, Day(7))]);
        Derive(Promised(3), 8);
        promises.Single().Status.Should().Be(PromiseStatus.Repaired);
    }

    [Fact]
    public void What_was_over_before_an_import_is_not_judged()
    {
        Derive(Promised(5) with { ImportedAt = Day(10) }, 10);
        Derive(Promised(null) with { ImportedAt = Day(4) }, 4);

        promises.Should().BeEmpty();
        Derive(Promised(null) with { ImportedAt = Day(3.5) }, 3.5);
        promises.Should().ContainSingle();
    }

    [Fact]
    public void A_cancelled_order_takes_it_back_until_it_stands_again()
    {
        Derive(Promised(null), 0);
        Derive(Promised(null) with { Status = OrderStatus.Cancelled }, 1);
        (promises.Single().Status, duties.Single().IsStopped).Should().Be((PromiseStatus.Withdrawn, true));

        Derive(Promised(null), 2);

        (promises.Single().Status, duties.Single().IsOpen).Should().Be((PromiseStatus.Open, true));
    }

    [Fact]
    public void Only_the_customers_yes_moves_the_date()
    {
        Derive(Promised(null), 0);
        var moved = Promised(null);
        Derive(moved with { Deliveries = [moved.Deliveries[0] with { PromisedAt = Day(9) }] }, 1);
        promises.Single().DueAt.Should().Be(Day(3));

        promises.Add(promises[0].Renegotiate(Id(77), duties[0], Day(9), "Fine with her.", null, Day(2)).Value);
        Derive(Promised(9.5), 10);

        promises.Select(p => p.Status).Should().Equal(PromiseStatus.Renegotiated, PromiseStatus.Kept);
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

    [Theory]
    [InlineData(null, null, 5, PromiseStatus.Open)]
    [InlineData(4.0, null, 5, PromiseStatus.Kept)]
    [InlineData(null, null, 21, PromiseStatus.Broken)]
    [InlineData(21.0, null, 22, PromiseStatus.Broken)]
    [InlineData(null, 3.0, 5, PromiseStatus.Broken)]
    public void A_day_that_a_suggestion_is_planned_for_is_a_promise_to_whoever_asked(double? built, double? declined, double now, PromiseStatus status)
    {
        var planned = Suggested(new SuggestionPlan("Larger packs", DateOf(20), Day(1)));
        Derive(planned, 1);
        (promises.Single().What, promises.Single().DueAt, promises.Single().MadeAt).Should().Be(("Larger packs", Rules.Calendar.Zone.AtStartOfDay(DateOf(21)).ToInstant(), Day(1)));

        Derive(planned with { Suggestions = [planned.Suggestions[0] with { BuiltAt = At(built), DeclinedAt = At(declined), Plan = null }] }, now);

        promises.Single().Status.Should().Be(status);
    }

    [Fact]
    public void One_person_with_two_voices_is_promised_it_once_and_no_day_that_is_over()
    {
        var planned = Suggested(new SuggestionPlan("Larger packs", DateOf(20), Day(1)));
        Derive(planned with { Suggestions = [.. planned.Suggestions, planned.Suggestions[0] with { CustomerId = Id(78), Since = Day(2) }] }, 3);
        Derive(Suggested(new SuggestionPlan("Larger packs", DateOf(2), Day(1))) with { Suggestions = [] }, 4);

        promises.Should().ContainSingle().Which.MadeAt.Should().Be(Day(1));
        promises.Clear();
        Derive(Suggested(new SuggestionPlan("Larger packs", DateOf(2), Day(1))), 4);
        promises.Should().BeEmpty();
    }

    [Theory]
    [InlineData(4.0, null, 5, PromiseStatus.Kept)]
    [InlineData(null, 4.0, 5, PromiseStatus.Withdrawn)]
    [InlineData(null, null, 21, PromiseStatus.Broken)]
    public void A_day_on_which_goods_are_to_be_there_again_is_a_promise_to_whoever_waits(double? fulfilled, double? ended, double now, PromiseStatus status)
    {
        var waiting = new Interest(Id(60), Customer().CustomerId, Id(61), InterestKind.BackInStock, Day(0), null, null) { ExpectedOn = DateOf(20), ProductName = "Kettle" };
        Derive(Customer() with { Interests = [waiting] }, 1);
        (promises.Single().Source, promises.Single().What).Should().Be(($"interest:{Id(60)}", "Kettle"));

        Derive(Customer() with { Interests = [waiting with { FulfilledAt = At(fulfilled), EndedAt = At(ended) }] }, now);

        promises.Single().Status.Should().Be(status);
        Derive(Customer() with { Interests = [waiting with { EndedAt = At(ended) }] }, now + 1);
        promises.Single().Status.Should().Be(status, "what was there once keeps the promise, though it may be gone again");
    }

    private static Instant? At(double? day) => day is { } known ? Day(known) : null;

    private static LocalDate DateOf(double day) => Day(day).InZone(Rules.Calendar.Zone).Date;

    private static CustomerRecord Suggested(SuggestionPlan plan) => Customer() with
    {
        Suggestions = [new VoicedSuggestion(Id(50), Customer().CustomerId, Day(0), IsOwn: true, IsMerged: false, null, null, Day(1), null, null) { Plan = plan }],
    };

    private static Order Promised(double? delivered) => Order(1, 0, [Cup]) with
    {
        Deliveries = [new Delivery(Id(5), null, Day(3), delivered is { } at ? Day(at) : null)],
    };

    private static CustomerRecord Known(Order order) => Customer(order) with { FirstContactAt = Day(-9) };

    /// <summary>Derives and writes; and then nothing is left to write.</summary>
    private void Derive(CustomerRecord record, double day)
    {
        var changes = PromiseDerivation.Derive(record with { Promises = promises }, duties, Rules, Day(day));
        promises.AddRange(changes.Made);
        duties.AddRange(changes.Duties);
        PromiseDerivation.Derive(record with { Promises = promises }, duties, Rules, Day(day)).Should().Be(PromiseChanges.None);
    }

    private void Derive(Order order, double day) => Derive(Known(order), day);

    private IEnumerable<(EvidenceKind, Instant)> Said(Order order) => EvidenceDerivation.Expect(Known(order) with { Promises = promises }, duties, Rules).Select(e => (e.Kind, e.OccurredAt));
}
