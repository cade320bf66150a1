using NodaTime;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.FollowUps.Playbooks;
using RetentionApi.Domain.Orders;

namespace RetentionApi.Domain.FollowUps.Triggers;

/// <summary>Shortly before what was delivered is used up, the customer is reminded, unless they bought it again. One duty for each order and product.</summary>
internal static class UseUps
{
    public static void Find(Situation situation)
    {
        if (situation.Playbook(PlaybookTrigger.UseUp) is not { } playbook)
            return;
        var boughtLater = new HashSet<Guid>();
        var newestFirst = situation.KeptLines
            .Where(kept => UseUpDays(situation, kept) is not null)
            .GroupBy(kept => (OrderId: kept.Order.Id, ProductId: kept.Line.ProductId!.Value))
            .Reverse();
        foreach (var ofProduct in newestFirst)
        {
            Owe(situation, playbook, [.. ofProduct], isBoughtAgain: boughtLater.Contains(ofProduct.Key.ProductId));
            boughtLater.Add(ofProduct.Key.ProductId);
        }
    }

    private static void Owe(Situation situation, Playbook playbook, DeliveredLine[] bought, bool isBoughtAgain)
    {
        var (order, productId) = (bought[0].Order, bought[0].Line.ProductId);
        var days = UseUpDays(situation, bought[0])!.Value * bought.Sum(kept => kept.KeptQuantity);
        if (days > situation.Policy.Duties.LongestStockDays)
            return;
        var deliveredAt = bought.Max(kept => kept.DeliveredAt);
        var opener = order.Lines.Where(line => line.ProductId == productId).MinBy(line => line.Number)!;
        situation.Owe(playbook, FactKey.OrderLine(opener.Id), order.CustomerId, deliveredAt + Duration.FromDays((double)days), notBefore: deliveredAt, with: owed => owed with
        {
            ImportedAt = order.ImportedAt,
            IsStopped = isBoughtAgain && playbook.Stops.HasFlag(StopConditions.BoughtAgain),
            FollowsFacts = true,
            OrderLineIds = [.. bought.OrderBy(kept => kept.Line.Number).Select(kept => kept.Line.Id)],
        });
    }

    private static int? UseUpDays(Situation situation, DeliveredLine kept) =>
        kept.Line.ProductId is { } id && situation.Record.Products.TryGetValue(id, out var product) ? product.UseUpDays : null;
}
