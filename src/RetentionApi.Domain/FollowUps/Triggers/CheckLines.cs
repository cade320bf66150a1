using NodaTime;
using RetentionApi.Domain.Orders;

namespace RetentionApi.Domain.FollowUps.Triggers;

/// <summary>Which lines a check asks after: one for each product, products not rated lately first, then the dearest.</summary>
internal sealed class CheckLines
{
    private readonly Dictionary<Guid, Instant> ratedAt = [];
    private readonly int atMost;
    private readonly Duration ratingLasts;

    public CheckLines(Situation situation, CheckRound? open)
    {
        (atMost, ratingLasts) = (situation.Policy.Duties.QualityCheckProducts, situation.Policy.Duties.RatingLasts);
        var rated = situation.Existing.Where(f => f.Answers.Count > 0 && f.Cause != open?.Cause).ToArray();
        if (rated.Length == 0)
            return;
        var products = situation.Record.Orders.SelectMany(o => o.Lines).ToDictionary(line => line.Id, line => line.ProductId);
        foreach (var followUp in rated)
        {
            foreach (var answer in followUp.Answers)
            {
                if (products.GetValueOrDefault(answer.OrderLineId) is { } product && followUp.AnsweredAt is { } at)
                    ratedAt[product] = Instant.Max(at, ratedAt.GetValueOrDefault(product, at));
            }
        }
    }

    /// <summary>Adds lines to those <paramref name="taken"/> until there are as many products as one check asks after.</summary>
    /// <param name="settled">Their products are not asked after, and take no place.</param>
    public List<DeliveredLine> Fill(IEnumerable<DeliveredLine> taken, IEnumerable<DeliveredLine> candidates, Instant dueAt, IEnumerable<DeliveredLine>? settled = null)
    {
        List<DeliveredLine> lines = [.. taken];
        var products = lines.Concat(settled ?? []).Select(Product).ToHashSet();
        var ranked = candidates
            .OrderBy(kept => ratedAt.TryGetValue(Product(kept), out var at) && at + ratingLasts > dueAt)
            .ThenByDescending(kept => kept.Line.UnitPrice)
            .ThenByDescending(kept => kept.DeliveredAt)
            .ThenBy(kept => kept.Line.Id);
        foreach (var kept in ranked)
        {
            if (lines.Count >= atMost)
                break;
            if (products.Add(Product(kept)))
                lines.Add(kept);
        }

        return lines;
    }

    /// <summary>A line whose product is unknown stands for itself.</summary>
    private static Guid Product(DeliveredLine kept) => kept.Line.ProductId ?? kept.Line.Id;
}
