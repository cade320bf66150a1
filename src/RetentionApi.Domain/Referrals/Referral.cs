using NodaTime;
using RetentionApi.Domain.Orders;

namespace RetentionApi.Domain.Referrals;

/// <summary>One customer brought another. Somebody is brought once, by one person, and was no buyer before.</summary>
/// <param name="BoughtAt">When the referred customer first bought; null: not yet, or they were a buyer before.</param>
public sealed record Referral(Guid Id, Guid ReferrerId, Guid ReferredId, Instant OccurredAt, Instant? BoughtAt)
{
    /// <summary>The first purchase, if it came of the referral: of who had bought before it nobody is the bringer.</summary>
    /// <param name="orders">All of the referred person.</param>
    public Instant? Purchase(IEnumerable<Order> orders)
    {
        var first = orders.Where(o => o.CountsAsOrder).Min(o => (Instant?)o.PlacedAt);
        return first >= OccurredAt ? first : null;
    }
}
