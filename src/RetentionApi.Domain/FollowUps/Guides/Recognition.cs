using NodaTime;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.Customers;
using RetentionApi.Domain.Interactions;
using RetentionApi.Domain.Orders;

namespace RetentionApi.Domain.FollowUps.Guides;

/// <summary>True sentences from a customer's record that a conversation can open with, the best first; there is always one.</summary>
public static class Recognition
{
    public static IReadOnlyList<Explanation> Of(CustomerRecord record, IReadOnlyList<FollowUp> followUps, Instant now)
    {
        var orders = record.Orders.Where(o => o.CountsAsOrder && o.PlacedAt <= now).OrderBy(o => o.PlacedAt).ThenBy(o => o.Id).ToList();
        return
        [
            .. OfAnswer(record, followUps).Concat(OfOrders(record, orders)).Concat(OfSuggestion(record)).Concat(OfEnquiry(record)),
            Explanation.Of("recognition.inTouch", ("since", record.EarliestContact)),
        ];
    }

    /// <summary>What they last said of something they bought.</summary>
    private static IEnumerable<Explanation> OfAnswer(CustomerRecord record, IReadOnlyList<FollowUp> followUps)
    {
        var latest = followUps.Where(f => f is { AnsweredAt: not null, Answers.Count: > 0 }).MaxBy(f => f.AnsweredAt);
        if (latest?.Answers[0] is { } answer && record.Orders.SelectMany(o => o.Lines).FirstOrDefault(l => l.Id == answer.OrderLineId) is { } line && NameOf(record, line) is { } product)
            yield return Explanation.Of("recognition.rated", ("on", latest.AnsweredAt!.Value), ("product", product), ("rating", answer.Rating));
    }

    private static IEnumerable<Explanation> OfOrders(CustomerRecord record, List<Order> orders)
    {
        if (orders.Count == 0)
            yield break;
        var last = orders[^1];
        if (orders.Count > 1)
            yield return Explanation.Of("recognition.loyal", ("since", orders[0].PlacedAt), ("orders", orders.Count));
        yield return last.Lines.Select(l => NameOf(record, l)).FirstOrDefault(name => name is not null) is { } product
            ? Explanation.Of("recognition.bought", ("on", last.PlacedAt), ("product", product))
            : Explanation.Of("recognition.ordered", ("on", last.PlacedAt));
    }

    private static IEnumerable<Explanation> OfSuggestion(CustomerRecord record)
    {
        if (record.Suggestions.Where(s => s.IsOwn).Max(s => (Instant?)s.Since) is { } at)
            yield return Explanation.Of("recognition.suggested", ("on", at));
    }

    private static IEnumerable<Explanation> OfEnquiry(CustomerRecord record)
    {
        if (record.Interactions.Where(i => i is { Kind: InteractionKind.Enquiry, Direction: Direction.Inbound }).Max(i => (Instant?)i.OccurredAt) is { } at)
            yield return Explanation.Of("recognition.asked", ("on", at));
    }

    private static string? NameOf(CustomerRecord record, OrderLine line) => line.ProductId is { } id ? record.Products.GetValueOrDefault(id)?.Name : null;
}
