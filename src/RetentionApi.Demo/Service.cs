using NodaTime;

namespace RetentionApi.Demo;

/// <summary>What happens after an order, and what the merchant does about it.</summary>
internal static class Service
{
    private static readonly string[] NoDefect = ["unsuitable", "changedMind", "damaged", "wrongItem"];

    /// <returns>Whether the merchant asked how the goods are.</returns>
    public static bool Follow(ref Dice dice, Diligence diligence, List<DemoFact> facts, DemoOrder order)
    {
        if (order.IsDeliveryReported) facts.Add(new OrderDelivered(order.DeliveredAt, order));
        if (order.HasDefect) Complain(ref dice, diligence, facts, order);
        else if (dice.Chance(0.04)) SendBack(ref dice, facts, order, [order.Lines[0]], dice.Pick(NoDefect));
        else if (dice.Chance(0.1)) Ask(ref dice, diligence, facts, Enquiry(ref dice, order, order.Lines[0], $"{order.Lines[0].Product.Name}怎么保养？"));

        var isAsked = dice.Chance(diligence.AsksAfterQuality);
        if (isAsked) facts.Add(new QualityAsked(Life.Later(ref dice, order.DeliveredAt, 7, 9), order, dice.Chance(0.6) ? Ratings(ref dice, order) : []));
        if (dice.Chance(order.HasDefect ? 0.3 : 0.08))
        {
            var line = order.Lines.FirstOrDefault(l => l.IsDefective) ?? order.Lines[0];
            facts.Add(new ReviewWritten(Life.Later(ref dice, order.DeliveredAt, 10, 20), order, line.Product, Rating(ref dice, line)));
        }

        return isAsked;
    }

    /// <summary>The enquiry and, as diligence will have it, its answer.</summary>
    public static void Ask(ref Dice dice, Diligence diligence, List<DemoFact> facts, EnquiryMade enquiry)
    {
        var luck = dice.Share();
        Instant? answeredAt = luck < diligence.AnswersInTime ? Life.Later(ref dice, enquiry.At, 0.005, 0.125)
            : luck < diligence.AnswersInTime + diligence.AnswersLate ? Life.Later(ref dice, enquiry.At, 1, 3)
            : null;
        var asked = enquiry with { AnsweredAt = answeredAt };
        facts.Add(asked);
        if (answeredAt is { } at) facts.Add(new EnquiryAnswered(at, asked));
    }

    /// <summary>What may be returned is, mostly; otherwise they write, or keep silent.</summary>
    private static void Complain(ref Dice dice, Diligence diligence, List<DemoFact> facts, DemoOrder order)
    {
        var faulty = order.Lines.Where(l => l.IsDefective).ToList();
        var returned = faulty.Where(l => l.Product.IsReturnable).ToList();
        if (returned.Count > 0 && dice.Chance(0.8)) SendBack(ref dice, facts, order, returned, dice.Chance(0.8) ? "fault" : "notAsDescribed");
        else if (dice.Chance(0.5)) Ask(ref dice, diligence, facts, Enquiry(ref dice, order, faulty[0], $"{faulty[0].Product.Name}有问题，怎么办？"));
    }

    private static void SendBack(ref Dice dice, List<DemoFact> facts, DemoOrder order, IReadOnlyList<DemoLine> lines, string reason)
    {
        if (lines.All(l => l.Product.IsReturnable)) facts.Add(new GoodsReturned(Life.Later(ref dice, order.DeliveredAt, 1, 10), order, reason, lines));
    }

    private static EnquiryMade Enquiry(ref Dice dice, DemoOrder order, DemoLine line, string summary) =>
        new(Life.Later(ref dice, order.DeliveredAt, 0.1, 4), order.Customer, order.Number, line.Product, false, summary, null);

    private static List<int> Ratings(ref Dice dice, DemoOrder order)
    {
        var ratings = new List<int>();
        foreach (var line in order.Lines) ratings.Add(Rating(ref dice, line));
        return ratings;
    }

    private static int Rating(ref Dice dice, DemoLine line) => line.IsDefective ? dice.Between(1, 2) : dice.Chance(0.1) ? 3 : dice.Between(4, 5);
}
