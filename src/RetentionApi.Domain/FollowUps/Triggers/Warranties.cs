using NodaTime;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.FollowUps.Playbooks;
using RetentionApi.Domain.Orders;

namespace RetentionApi.Domain.FollowUps.Triggers;

/// <summary>Before a warranty ends the customer is asked whether all is well. One duty for all lines of an order with the same length of warranty.</summary>
internal static class Warranties
{
    public static void Find(Situation situation)
    {
        if (situation.Playbook(PlaybookTrigger.WarrantyEnd) is not { } playbook)
            return;
        var ofOrders = situation.KeptLines
            .Where(kept => WarrantyDays(situation, kept.Line) is not null)
            .GroupBy(kept => (OrderId: kept.Order.Id, Days: WarrantyDays(situation, kept.Line)!.Value));
        foreach (var covered in ofOrders)
            Owe(situation, playbook, [.. covered], covered.Key.Days);
    }

    private static void Owe(Situation situation, Playbook playbook, DeliveredLine[] covered, int days)
    {
        var order = covered[0].Order;
        var deliveredAt = covered.Min(kept => kept.DeliveredAt);
        var opener = order.Lines.Where(line => WarrantyDays(situation, line) == days).MinBy(line => line.Number)!;
        situation.Owe(playbook, FactKey.OrderLine(opener.Id), order.CustomerId, deliveredAt + Duration.FromDays(days), notBefore: deliveredAt, with: owed => owed with
        {
            ImportedAt = order.ImportedAt,
            FollowsFacts = true,
            OrderLineIds = [.. covered.OrderBy(kept => kept.Line.Number).Select(kept => kept.Line.Id)],
        });
    }

    private static int? WarrantyDays(Situation situation, OrderLine line) =>
        line.ProductId is { } id && situation.Record.Products.TryGetValue(id, out var product) ? product.WarrantyDays : null;
}
