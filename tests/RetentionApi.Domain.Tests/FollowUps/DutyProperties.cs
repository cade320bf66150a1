using CsCheck;
using NodaTime;
using RetentionApi.Domain.Batches;
using RetentionApi.Domain.Catalog;
using RetentionApi.Domain.Customers;
using RetentionApi.Domain.FollowUps;
using RetentionApi.Domain.Interactions;
using RetentionApi.Domain.Interests;
using RetentionApi.Domain.Orders;
using static RetentionApi.Domain.Tests.FollowUps.Facts;

namespace RetentionApi.Domain.Tests.FollowUps;

/// <summary>What holds for whatever customers do and in whatever sequence we learn of it.</summary>
public sealed class DutyProperties
{
    private static readonly Product[] Products = [Kettle, Tea, Lamp, Earrings, Mushrooms, Cup, Plate];

    private static readonly Gen<Order> AnyOrder = Gen.Select(
        Gen.Int[-80, 60], Gen.Int[0, 6].Array[1, 4], Gen.Int[-1, 12], Gen.Int[0, 9], Gen.Int[0, 12], Gen.Bool, (day, lines, delivered, status, returned, isImported) =>
        {
            var order = Order(1, day, [.. lines.Select(p => Products[p])], delivered < 0 ? null : day + delivered) with
            {
                Status = status == 0 ? OrderStatus.Cancelled : OrderStatus.Placed,
                Payment = status == 1 ? PaymentStatus.Unpaid : PaymentStatus.Paid,
                IsTest = status == 2,
                ImportedAt = isImported ? Day(-1) : null,
            };
            order = order with { Lines = [.. order.Lines.Select(l => l.ProductId == Cup.Id && lines.Length % 2 == 0 ? l with { Batch = "B-1" } : l)] };
            return returned < lines.Length ? order.Returned(day + 12, ReturnReason.Fault, returned + 1) : order;
        });

    private static readonly Gen<Interaction> AnyEnquiry = Gen.Select(
        Gen.Double[-10, 60], Gen.Int[0, 7], Gen.Bool, Gen.Double[0, 3], Gen.Bool, (day, product, wantsAdvice, answered, isAnswered) =>
            Enquiry(1, day, product < 7 ? Products[product] : null, wantsAdvice, isAnswered ? day + answered : null));

    private static readonly Gen<Visit> AnyVisit = Gen.Select(Gen.Int[-10, 60], Gen.Int[0, 1], (day, category) => Visit(1, day, category == 0 ? "cups" : "tea"));

    private static readonly Gen<Interest> AnyInterest = Gen.Select(Gen.Int[0, 1], Gen.Double[-2, 60], Gen.Bool, (product, fulfilled, isTrue) =>
        Interest(1, product == 0 ? Tea : Cup, isTrue ? fulfilled : null));

    /// <summary>Reported by themselves: no order is how they became known.</summary>
    private static readonly Gen<CustomerRecord> AnyCustomer = Gen.Select(
        AnyOrder.Array[0, 7], AnyEnquiry.Array[0, 4], AnyVisit.Array[0, 6], AnyInterest.Array[0, 3], Gen.Int[0, 9], Gen.Int[-20, 40], (orders, enquiries, visits, interests, wish, plan) => Customer() with
        {
            FirstContactAt = Day(-0.1),
            Orders = [.. orders.Select((o, i) => Renumber(o, i + 1))],
            Interactions = [.. enquiries.Select((e, i) => e with { Id = Id(i + 1) })],
            Visits = [.. visits.DistinctBy(v => (v.Day, v.Category)).Select((v, i) => v with { Id = Id(50 + i) })],
            Interests = [.. interests.Select((asked, i) => asked with { Id = Id(70 + i) })],
            HasObjectedToMarketing = wish == 0,
            HasObjectedToProfiling = wish == 1,
            IsRestricted = wish == 2,
            ContactPoints = wish == 3 ? [] : Customer().ContactPoints,
            BatchAlerts = plan % 2 == 0 ? [new BatchAlertRecord(Id(90), Cup.Id, "B-1", Day(0))] : [],
            Products = Products.ToDictionary(p => p.Id, p => p == Kettle && plan >= 0 ? p with { Plan = new FollowUpPlan(Duration.FromDays(plan), null) } : p),
        });

    [Fact]
    public void What_was_derived_and_written_is_not_derived_again() => Lives.Sample(life =>
    {
        foreach (var (ledger, record, day) in Live(life))
        {
            var evidence = ledger.Evidence.Count;
            Duties.Derive(record, ledger.FollowUps, Rules, Day(day)).Should().Be(DutyChanges.None);
            ledger.Derive(record, day).Evidence.Should().HaveCount(evidence);
        }
    });

    [Fact]
    public void Facts_may_arrive_in_any_sequence() => Gen.Select(AnyCustomer, Gen.Shuffle(Enumerable.Range(0, 11).ToArray())).Sample((record, sequence) =>
    {
        var (ledger, known) = (new Ledger(), record with { Orders = [], Interactions = [] });
        foreach (var next in sequence)
        {
            known = next < 7
                ? known with { Orders = [.. known.Orders, .. record.Orders.Skip(next).Take(1)] }
                : known with { Interactions = [.. known.Interactions, .. record.Interactions.Skip(next - 7).Take(1)] };
            ledger.Derive(known, 0);
        }

        Standing(ledger).Should().Equal(Standing(Ledger.Of(record, 0)));
        Said(ledger).Should().Equal(Said(Ledger.Of(record, 0)));
    });

    [Fact]
    public void A_duty_is_opened_only_with_its_deadline_ahead() => Lives.Sample(life =>
    {
        foreach (var (ledger, _, _) in Live(life))
            ledger.FollowUps.Where(f => !f.IsEnded).Should().OnlyContain(f => f.Deadline > f.CreatedAt && f.DueAt <= f.Deadline);
    });

    [Fact]
    public void At_most_one_check_is_open() => Lives.Sample(life =>
    {
        foreach (var (ledger, _, _) in Live(life))
            ledger.Open(FollowUpKind.QualityCheck).Select(f => f.Cause).Distinct().Count().Should().BeLessThanOrEqualTo(1);
    });

    [Fact]
    public void A_check_asks_after_one_kept_line_at_least_and_five_products_at_most() => Lives.Sample(life =>
    {
        foreach (var (ledger, record, _) in Live(life))
        {
            var kept = record.Orders.SelectMany(o => DeliveredLine.KeptOf(o, Rules.Policy)).Select(l => l.Line.Id).ToHashSet();
            foreach (var check in ledger.Open(FollowUpKind.QualityCheck))
                check.OrderLineIds.Should().HaveCountGreaterThan(0).And.HaveCountLessThanOrEqualTo(5).And.OnlyHaveUniqueItems().And.OnlyContain(id => kept.Contains(id));
        }
    });

    [Fact]
    public void Cause_kind_and_step_are_unique_and_so_are_source_and_kind_of_evidence() => Lives.Sample(life =>
    {
        foreach (var (ledger, _, _) in Live(life))
        {
            ledger.FollowUps.Select(f => (f.Cause, f.Kind, f.Step)).Should().OnlyHaveUniqueItems();
            ledger.Evidence.Select(e => (e.Source, e.Kind)).Should().OnlyHaveUniqueItems();
        }
    });

    [Fact]
    public void The_restricted_are_owed_nothing() => AnyCustomer.Sample(record =>
        Ledger.Of(record with { IsRestricted = true }, 0).FollowUps.Should().BeEmpty());

    /// <summary>A customer whose facts become known in parts over sixty days, and what is done about their duties on the way.</summary>
    private static readonly Gen<(CustomerRecord Record, (double Days, int Act)[] Steps)> Lives =
        Gen.Select(AnyCustomer, Gen.Select(Gen.Double[0, 12], Gen.Int[0, 30]).Array[1, 8]);

    private static IEnumerable<(Ledger Ledger, CustomerRecord Known, double Day)> Live((CustomerRecord Record, (double Days, int Act)[] Steps) life)
    {
        var (ledger, day, step) = (new Ledger(), 0.0, 0);
        foreach (var (days, act) in life.Steps)
        {
            day += days;
            step++;
            var known = life.Record with
            {
                Orders = [.. life.Record.Orders.Take(step)],
                Interactions = [.. life.Record.Interactions.Where(i => i.OccurredAt <= Day(day))],
                Visits = [.. life.Record.Visits.Where(v => v.FirstAt <= Day(day))],
                Interests = [.. life.Record.Interests.Select(i => i with { FulfilledAt = i.FulfilledAt <= Day(day) && act % 5 != 0 ? i.FulfilledAt : null })],
                IsRestricted = life.Record.IsRestricted || act > 26,
            };
            ledger.Derive(known, day);
            Act(ledger, act, day);
            yield return (ledger.Derive(known, day), known, day);
        }
    }

    private static void Act(Ledger ledger, int act, double day)
    {
        FollowUp[] open = [.. ledger.FollowUps.Where(f => !f.IsEnded && !f.HasSubject && f.DueAt <= Day(day))];
        if (open.Length == 0)
            return;
        var chosen = open[act % open.Length];
        _ = (act % 6) switch
        {
            0 => ledger.Answer(chosen, day, chosen.Kind is FollowUpKind.QualityCheck ? [1 + (act % 5)] : []),
            1 => ledger.Ask(chosen, day),
            2 => act > 20 ? ledger.Decline(chosen, day) : ledger.Ask(chosen, day),
            3 => chosen.Skip("no time", true, null, Day(day)).IsOk ? ledger : ledger,
            4 => chosen.Snooze(Day(day + 1), null, Day(day)).IsOk ? ledger : ledger,
            _ => chosen.Cancel(CancellationCause.NotPermitted, Day(day)).IsOk ? ledger : ledger,
        };
    }

    private static IEnumerable<string> Standing(Ledger ledger) => ledger.FollowUps
        .Where(f => f.Status is not FollowUpStatus.Cancelled)
        .Select(f => $"{f.Kind} {f.Cause} {f.Step} {f.Status} {f.DueAt} {f.Deadline} {string.Join(',', f.OrderLineIds)}")
        .Order(StringComparer.Ordinal);

    private static IEnumerable<string> Said(Ledger ledger) => ledger.Counting
        .Select(e => e.Source.StartsWith("followUp:", StringComparison.Ordinal) ? $"{e.Kind} {e.OccurredAt}" : $"{e.Kind} {e.OccurredAt} {e.Source.Split('#')[0]}")
        .Order(StringComparer.Ordinal);

    private static Order Renumber(Order order, int number) => order with
    {
        Id = Id(number * 100),
        Lines = [.. order.Lines.Select(l => l with { Id = Line(number, l.Number) })],
        Returns = [.. order.Returns.Select(r => r with { Id = Id(9000 + number) })],
    };
}
