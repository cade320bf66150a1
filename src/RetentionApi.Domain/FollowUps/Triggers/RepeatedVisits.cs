using NodaTime;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.FollowUps.Playbooks;
using RetentionApi.Domain.Interactions;

namespace RetentionApi.Domain.FollowUps.Triggers;

/// <summary>Who comes back to a category and does not buy is looking for advice: offered on the second day, once in a while for each category.</summary>
internal static class RepeatedVisits
{
    public static void Find(Situation situation)
    {
        if (situation.Playbook(PlaybookTrigger.RepeatedVisits) is not { } playbook || !MayBeAdvised(situation))
            return;
        foreach (var category in situation.Record.Visits.Where(v => v.Category.Length > 0).GroupBy(v => v.Category))
            Owe(situation, playbook, [.. category.OrderBy(v => v.Day).ThenBy(v => v.FirstAt).ThenBy(v => v.Id)]);
    }

    private static void Owe(Situation situation, Playbook playbook, Visit[] visits)
    {
        var ordered = OrdersOf(situation, visits[0].Category);
        var advised = visits.Where(v => situation.Stored(playbook.Kind, FactKey.Visit(v.Id), 1) is { IsEnded: true, IsStopped: false }).ToArray();
        foreach (var second in SecondDays(situation, visits, ordered))
        {
            situation.Owe(playbook, FactKey.Visit(second.Id), second.CustomerId, second.FirstAt, owed => owed with
            {
                ImportedAt = second.ImportedAt,
                IsStopped = ordered.Any(at => at >= second.FirstAt) && playbook.Stops.HasFlag(StopConditions.Ordered),
                IsClosedToOpening = advised.Any(v => v.Id != second.Id && IsWithinPause(situation, v.Day, second.Day)),
            });
        }
    }

    /// <summary>Each day that was the second within the window, without an order between; none sooner than the pause after the one before.</summary>
    private static IEnumerable<Visit> SecondDays(Situation situation, Visit[] visits, Instant[] ordered)
    {
        LocalDate? last = null;
        foreach (var second in visits)
        {
            if (last is { } before && IsWithinPause(situation, before, second.Day))
                continue;
            var from = second.Day.PlusDays(1 - situation.Policy.Cooperation.VisitWindowDays);
            if (!visits.Any(first => first.Day >= from && first.Day < second.Day && !ordered.Any(at => at >= first.FirstAt && at < second.FirstAt)))
                continue;
            last = second.Day;
            yield return second;
        }
    }

    private static bool IsWithinPause(Situation situation, LocalDate a, LocalDate b) =>
        Math.Abs(Period.DaysBetween(a, b)) < situation.Policy.Cooperation.VisitPauseDays;

    private static Instant[] OrdersOf(Situation situation, string category) =>
    [
        .. situation.Orders
            .Where(o => o.Lines.Any(line => line.ProductId is { } id && situation.Record.Products.TryGetValue(id, out var product) && product.Category == category))
            .Select(o => o.PlacedAt),
    ];

    /// <summary>Somebody nobody could write to or call is a passer-by; who refused marketing wants no call instead of it.</summary>
    private static bool MayBeAdvised(Situation situation)
    {
        var points = situation.Record.ContactPoints;
        return points.Count > 0 && (points.Any(p => p.MarketingConsent is true) || points.All(p => p.MarketingConsent is null));
    }
}
