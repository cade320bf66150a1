using CsCheck;
using NodaTime;
using RetentionApi.Domain.Relationships;

namespace RetentionApi.Domain.Tests.Relationships;

public sealed class LevelMonthTests
{
    private static readonly LocalDate January = new(2026, 1, 1);

    private static readonly LocalDate[] Year = [.. Enumerable.Range(0, 12).Select(January.PlusMonths)];

    /// <summary>Customers who become known in some month and then go from level to level, each change a month or more after the last.</summary>
    private static readonly Gen<LevelFlow[]> Flows = Gen.Select(Gen.Int[-6, 11], Gen.Select(Gen.Int[0, 5], Gen.Int[1, 5]).Array[0, 5]).Array[0, 20].Select(customers => customers
        .SelectMany(c => FlowsOf(January.PlusMonths(c.Item1), c.Item2)).GroupBy(f => (f.Month, f.From, f.To)).Select(g => g.First() with { Customers = g.Sum(f => f.Customers) }).ToArray());

    [Fact]
    public void A_month_ends_with_what_it_began_with_and_what_flowed() => Flows.Sample(flows =>
    {
        var months = LevelMonth.Of(Year, flows);
        return months.Zip(months.Skip(1)).All(pair => Enum.GetValues<Level>().All(level =>
            pair.Second.Customers[level] == pair.First.Customers[level] + pair.Second.Flows.Where(f => f.To == level).Sum(f => f.Customers) - pair.Second.Flows.Where(f => f.From == level).Sum(f => f.Customers)));
    });

    [Fact]
    public void Everybody_stands_at_one_level() => Flows.Sample(flows => LevelMonth.Of(Year, flows).All(month =>
        month.Customers.Values.All(count => count >= 0) && month.Customers.Values.Sum() == flows.Where(f => f.From is null && f.Month <= month.Month).Sum(f => f.Customers)));

    [Fact]
    public void Who_comes_rises_and_falls_is_counted_in_the_month()
    {
        LevelFlow[] flows = [new(January, null, Level.Basic, 5), new(January, Level.Basic, Level.Responsible, 2), new(Year[1], Level.Responsible, Level.Basic, 1)];

        var months = LevelMonth.Of([January, Year[1], Year[2]], flows);

        months.Select(m => (m.Entered, m.Rises, m.Falls)).Should().Equal((5, 2, 0), (0, 0, 1), (0, 0, 0));
        months.Select(m => (m.Customers[Level.Basic], m.Customers[Level.Responsible])).Should().Equal((3, 2), (4, 1), (4, 1));
    }

    private static IEnumerable<LevelFlow> FlowsOf(LocalDate month, IEnumerable<(int Months, int Level)> changes)
    {
        var (at, level) = (month, Level.Basic);
        yield return new LevelFlow(at, null, level, 1);
        foreach (var (later, to) in changes.Where(c => (Level)c.Level != Level.Basic || c.Months > 0))
        {
            at = at.PlusMonths(later);
            if ((Level)to != level)
                yield return new LevelFlow(at, level, (Level)to, 1);
            level = (Level)to;
        }
    }
}
