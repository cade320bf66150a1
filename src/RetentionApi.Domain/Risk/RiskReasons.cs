using NodaTime;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.Merchants;
using RetentionApi.Domain.Relationships;

namespace RetentionApi.Domain.Risk;

/// <summary>What the reasons of one customer's risk are taken from.</summary>
public sealed record RiskFacts
{
    /// <summary>The day it is about.</summary>
    public required LocalDate AsOf { get; init; }

    /// <summary>Days with an order up to that day, ascending, at least one.</summary>
    public required IReadOnlyList<LocalDate> OrderDates { get; init; }

    /// <summary>At least one order within <see cref="HorizonDays"/>.</summary>
    public required double ProbabilityOfOrder { get; init; }

    public required int HorizonDays { get; init; }

    public required IReadOnlyList<Evidence> Evidence { get; init; }

    /// <summary>Evidence counts that had happened by then …</summary>
    public required Instant Until { get; init; }

    /// <summary>… by what is known at this instant.</summary>
    public required Instant Now { get; init; }

    /// <summary>How many of what went wrong are told, and for how long.</summary>
    public required RiskPolicy Policy { get; init; }
}

/// <summary>Says in words why a customer is in the band they are in.</summary>
public static class RiskReasons
{
    public static readonly Explanation NoOrder = Explanation.Of("silence.noOrder");

    private const double NeverAsNumber = 0.05;

    public static IReadOnlyList<Explanation> Of(RiskFacts facts) => [Silence(facts), .. SoFar(facts.OrderDates), Chance(facts), .. Open(facts)];

    /// <summary>The median of the days between their orders; null with one order.</summary>
    public static int? UsualGap(IReadOnlyList<LocalDate> orderDates)
    {
        var gaps = orderDates.Zip(orderDates.Skip(1), Period.DaysBetween).Order().ToArray();
        return gaps.Length == 0 ? null : (gaps[(gaps.Length - 1) / 2] + gaps[gaps.Length / 2]) / 2;
    }

    private static Explanation Silence(RiskFacts facts)
    {
        var days = Period.DaysBetween(facts.OrderDates[^1], facts.AsOf);
        return UsualGap(facts.OrderDates) is not { } usual ? Explanation.Of("silence.oneOrder", ("days", days))
            : days > usual ? Explanation.Of("silence.beyondUsual", ("days", days), ("usual", usual))
            : Explanation.Of("silence.withinUsual", ("days", days), ("usual", usual));
    }

    private static IEnumerable<Explanation> SoFar(IReadOnlyList<LocalDate> orderDates)
    {
        if (orderDates.Count > 1)
            yield return Explanation.Of("orders.soFar", ("count", orderDates.Count), ("since", orderDates[0]));
        else
            yield return Explanation.Of("orders.rankedByAge");
    }

    /// <summary>A model is not to be trusted to the last percent: what is nearly certain either way is given no number.</summary>
    private static Explanation Chance(RiskFacts facts) => facts.ProbabilityOfOrder switch
    {
        < NeverAsNumber => Explanation.Of("chance.underFive", ("horizon", facts.HorizonDays)),
        > 1 - NeverAsNumber => Explanation.Of("chance.overNinetyFive", ("horizon", facts.HorizonDays)),
        var chance => Explanation.Of("chance.percent", ("horizon", facts.HorizonDays), ("percent", (int)Math.Round(100 * chance))),
    };

    /// <summary>What went wrong and was not made good: a breach until its repair, anything else for a time; the newest first.</summary>
    private static IEnumerable<Explanation> Open(RiskFacts facts)
    {
        var counting = facts.Evidence.Where(e => e.Counts(facts.Until, facts.Now)).ToList();
        return counting.Where(e => !e.IsPositive && IsOpen(e, counting, facts)).OrderByDescending(e => e.OccurredAt).Take(facts.Policy.MostReasons)
            .Select(e => Explanation.Of($"evidence.{Explanation.NameOf(e.Kind)}", ("on", e.OccurredAt)));
    }

    private static bool IsOpen(Evidence evidence, IReadOnlyList<Evidence> all, RiskFacts facts) => EvidenceCatalogue.IsBreach(evidence.Kind)
        ? !all.Any(evidence.IsSettledBy)
        : evidence.OccurredAt > facts.Until - facts.Policy.ReasonsStayOpen;
}
