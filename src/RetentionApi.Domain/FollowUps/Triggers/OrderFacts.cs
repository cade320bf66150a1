using NodaTime;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.FollowUps.Playbooks;
using RetentionApi.Domain.Orders;

namespace RetentionApi.Domain.FollowUps.Triggers;

/// <summary>Before it is shipped a buyer is told what they must know: of what cannot be returned each time, of what has facts the first time.</summary>
internal static class OrderFacts
{
    public static void Find(Situation situation)
    {
        if (situation.Playbook(PlaybookTrigger.OrderOfProductWithFacts) is not { } playbook)
            return;
        var ordered = new HashSet<Guid>();
        foreach (var order in situation.Orders)
        {
            var toTell = order.Lines.Where(line => MustBeTold(situation, line, isFirst: line.ProductId is { } id && !ordered.Contains(id))).ToArray();
            foreach (var line in order.Lines)
                ordered.Add(line.ProductId ?? Guid.Empty);
            if (toTell.Length > 0)
                Owe(situation, playbook, order, toTell);
        }
    }

    private static void Owe(Situation situation, Playbook playbook, Order order, OrderLine[] toTell)
    {
        Guid[] kept = [.. toTell.Where(line => order.KeptQuantity(line) > 0).Select(line => line.Id)];
        var shippedAt = order.Deliveries.Min(d => d.LeftBy) ?? (order.IsCarriedHome ? order.PlacedAt : null);
        situation.Owe(playbook, FactKey.Order(order.Id), order.CustomerId, order.PlacedAt, owed => owed with
        {
            Deadline = Instant.Min(owed.Deadline, shippedAt ?? owed.Deadline),
            EndsBy = shippedAt,
            ImportedAt = order.ImportedAt,
            IsStopped = kept.Length == 0 && playbook.Stops.HasFlag(StopConditions.NoKeptLine),
            OrderLineIds = kept,
        });
    }

    private static bool MustBeTold(Situation situation, OrderLine line, bool isFirst) =>
        line.ProductId is { } id && situation.Record.Products.TryGetValue(id, out var product) && (!product.IsReturnable || (product.HasFacts && isFirst));
}
