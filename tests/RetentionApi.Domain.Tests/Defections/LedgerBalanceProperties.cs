using CsCheck;
using NodaTime;
using RetentionApi.Domain.Defections;
using RetentionApi.Domain.Orders;
using static RetentionApi.Domain.Tests.Defections.Losses;
using static RetentionApi.Domain.Tests.FollowUps.Facts;

namespace RetentionApi.Domain.Tests.Defections;

/// <summary>Opening + new + won back − lost = closing, and closing is how many customers are in fact not lost: whatever orders come, are cancelled, however lines were made, whoever is merged.</summary>
public sealed class LedgerBalanceProperties
{
    private const int Days = 400;

    /// <summary>Day of an order and whether it was cancelled.</summary>
    private static readonly Gen<Order[]> Orders = Gen.Select(Gen.Int[0, Days], Gen.Bool).Array[0, 6].Select(orders => orders.Select((o, i) =>
        Order(i + 1, o.Item1, [Cup]) with { Status = o.Item2 ? OrderStatus.Cancelled : OrderStatus.Placed }).ToArray());

    /// <summary>Of any silence, told, withdrawn by a fit, or as a former derivation left it: what the facts were when a line was made is not what they are.</summary>
    private static readonly Gen<Defection[]> Lines = Gen.Select(Gen.Int[0, Days], Gen.Int[1, 120], Gen.Int[0, 5]).Array[0, 6].Select(lines => lines.Select((l, i) => (l.Item3 switch
    {
        0 => Lost(i + 10, l.Item1, l.Item1 - l.Item2) with { ToldAt = Day(l.Item1), Known = CauseKnowledge.Told },
        1 => Lost(i + 10, l.Item1, l.Item1 - l.Item2) with { Withdrawal = DefectionWithdrawal.Refit },
        2 => Lost(i + 10, l.Item1, l.Item1 - l.Item2) with { Withdrawal = DefectionWithdrawal.SameAbsence, CameBackOn = Date(l.Item1 + 3) },
        _ => Lost(i + 10, l.Item1, l.Item1 - l.Item2),
    })).ToArray());

    private static readonly Gen<(Order[] Orders, IReadOnlyList<Defection> Lines)[]> Population = Gen.Select(Orders, Lines)
        .Select(p => (p.Item1, DefectionLedger.Settle(p.Item2, p.Item1, Id(1), DateTimeZone.Utc))).Array[1, 8];

    [Fact]
    public void Each_month_closes_with_the_customers_who_are_not_lost() => Population.Sample(people =>
        BalanceOf(people).All(month => month.Closing == people.Count(p => IsCustomerAtEndOf(month.Month, p.Orders, p.Lines))));

    [Fact]
    public void Each_month_opens_with_what_the_one_before_closed_with() => Population.Sample(people =>
        BalanceOf(people).Zip(BalanceOf(people).Skip(1)).All(pair => pair.Second.Opening == pair.First.Closing));

    [Fact]
    public void Where_one_begins_to_look_changes_nothing() => Population.Sample(people =>
        BalanceOf(people).Skip(5).SequenceEqual(BalanceOf(people, from: 5)));

    [Fact]
    public void Merged_they_are_one_customer_and_the_balance_still_holds() => Population.Sample(people =>
    {
        var orders = people.SelectMany(p => p.Orders).ToArray();
        var one = (orders, DefectionLedger.Settle([.. people.SelectMany(p => p.Lines)], orders, Id(1), DateTimeZone.Utc));
        return BalanceOf([one]).All(month => month.Closing == (IsCustomerAtEndOf(month.Month, one.orders, one.Item2) ? 1 : 0));
    });

    [Fact]
    public void Nobody_has_two_open_lines() => Population.Sample(people => people.All(p => p.Lines.Count(l => l.IsOpen) <= 1));

    private static IReadOnlyList<LedgerMonth> BalanceOf((Order[] Orders, IReadOnlyList<Defection> Lines)[] people, int from = 0) => LedgerMonth.Between(
        Date(0).PlusMonths(from), Date(Days).PlusMonths(6),
        CountOf(people.SelectMany(p => Counted(p.Orders).Take(1))),
        CountOf(people.SelectMany(p => p.Lines.Where(l => l.Stands && l.CameBackOn is not null).Select(l => l.CameBackOn!.Value))),
        CountOf(people.SelectMany(p => p.Lines.Where(l => l.Stands).Select(l => l.LostOn))));

    private static bool IsCustomerAtEndOf(LocalDate month, Order[] orders, IReadOnlyList<Defection> lines)
    {
        var end = month.PlusMonths(1);
        return Counted(orders).Any(day => day < end) && !lines.Any(l => l.Stands && l.LostOn < end && !(l.CameBackOn < end));
    }

    private static IEnumerable<LocalDate> Counted(Order[] orders) => orders.Where(o => o.CountsAsOrder).Select(o => o.PlacedAt.InUtc().Date).Order();

    private static IEnumerable<(LocalDate, long)> CountOf(IEnumerable<LocalDate> days) => days.GroupBy(d => d).Select(g => (g.Key, (long)g.Count()));
}
