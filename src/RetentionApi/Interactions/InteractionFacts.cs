using NodaTime;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.Interactions;

namespace RetentionApi.Interactions;

/// <summary>From what a caller tells to the canonical fact, and to what is answered.</summary>
internal static class InteractionFacts
{
    public static InteractionToStore Of(CreateInteraction.Body body, InteractionLookUp lookUp, Guid customerId, Instant now) => new(
        lookUp.Stored?.Id ?? Ids.New(now), body.Source, body.ExternalId, lookUp.Stored?.CustomerId ?? customerId, body.Kind, body.Direction ?? Direction.Inbound, body.Channel,
        body.OccurredAt, body.Summary, lookUp.ProductId, lookUp.OrderId, body.Category ?? lookUp.ProductCategory, body.AdviceWanted ?? false, body.Rating,
        lookUp.Stored?.AnsweredAt ?? body.AnsweredAt, lookUp.Stored?.Answer ?? body.Answer, null, body.ClockOfSource);

    public static VisitToStore VisitOf(CreateInteraction.Body body, InteractionLookUp lookUp, Guid customerId)
    {
        var day = body.OccurredAt.InZone(lookUp.Zone).Date;
        var category = body.Category ?? lookUp.ProductCategory ?? "";
        var startsAt = lookUp.Zone.AtStartOfDay(day).ToInstant();
        return new VisitToStore(Ids.Of($"visit:{customerId}:{day:uuuu-MM-dd}:{category}"), body.Source, body.ExternalId, customerId, day, startsAt, category, body.OccurredAt, lookUp.ProductId);
    }

    public static InteractionView ViewOf(InteractionToStore fact, CreateInteraction.Body body, InteractionView? stored, Instant now) => new(
        fact.Id, fact.Source, fact.ExternalId, fact.CustomerId, fact.Kind, fact.Direction, fact.OccurredAt, fact.Channel, fact.Summary, body.ProductSku, fact.OrderId, fact.Category,
        fact.IsAdviceWanted, fact.Rating, fact.AnsweredAt, fact.Answer, stored?.AnsweredBy, null, stored?.CreatedAt ?? now);

    /// <summary>Of somebody whom the caller must not see: what they tell themselves, and nothing of what is stored but its names.</summary>
    public static InteractionView ToldView(InteractionToStore fact, CreateInteraction.Body body, InteractionView stored) =>
        ViewOf(fact with { AnsweredAt = body.AnsweredAt, Answer = body.Answer }, body, stored with { AnsweredBy = null }, stored.CreatedAt);

    /// <summary>This visit by itself; read by its id it is the day's.</summary>
    public static InteractionView ViewOf(VisitToStore visit, CreateInteraction.Body body) => new(
        visit.Id, visit.Source, visit.ExternalId, visit.CustomerId, InteractionKind.Visit, Direction.Inbound, visit.OccurredAt, null, null, body.ProductSku, null,
        visit.Category.Length > 0 ? visit.Category : null, false, null, null, null, null, null, visit.OccurredAt);
}
